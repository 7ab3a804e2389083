"""Reads of the bank: frozen values that a page can show without another query."""
