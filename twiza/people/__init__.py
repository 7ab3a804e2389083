"""Persons, how they sign in, where they live and what they agreed to."""
