"""Reads of complaints and reports."""
