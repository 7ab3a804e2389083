"""Finding, and what finding reads."""
