"""Figures beside their budgets: `make bench`."""
