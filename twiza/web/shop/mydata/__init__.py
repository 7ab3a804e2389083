"""The same rights on personal data for guests, by a code to their phone."""
