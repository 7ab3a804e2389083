"""The cast: the persons of every test."""
