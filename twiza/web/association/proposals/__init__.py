"""What an adviser proposes to both parties."""
