"""Reads: which rules hold, and what is taken of a sale."""
