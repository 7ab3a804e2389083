"""Reads of the registry: frozen cards and pages."""
