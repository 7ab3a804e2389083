"""Payments, and money that could not be placed."""
