"""The same actions and queries, as JSON."""
