"""The association's own guides and warnings."""
