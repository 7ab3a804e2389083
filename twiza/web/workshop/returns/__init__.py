"""What comes back, what is claimed, what was promised again, what is late."""
