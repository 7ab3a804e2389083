"""Reads: frozen values that a page shows without another query."""
