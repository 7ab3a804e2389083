"""Words and values of this context."""
