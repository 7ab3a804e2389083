"""What a member's work brought her: signed in, or by the secret link of a message."""
