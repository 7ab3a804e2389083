"""The verbs of protection, one a file."""
