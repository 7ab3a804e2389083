"""Small vocabularies and the refusals of this context."""
