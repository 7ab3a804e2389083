"""Regions, provinces and communes: where everything is."""
