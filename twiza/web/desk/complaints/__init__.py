"""Complaints that reached the desk, and reports about the market."""
