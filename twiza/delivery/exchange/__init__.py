"""Carriers' remittance files."""
