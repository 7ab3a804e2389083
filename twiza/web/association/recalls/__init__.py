"""A batch called back from its buyers."""
