"""The queue, and one case's whole file."""
