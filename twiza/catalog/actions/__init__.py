"""What can be done to the catalogue: one verb a file."""
