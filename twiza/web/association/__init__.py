"""The association's own desk: its advisers alone, with their second factor."""
