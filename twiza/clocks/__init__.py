"""Clocks: rows with a due time that remind before, fire once at due, and survive restarts."""
