"""What protection can be asked."""
