"""Words that every context speaks; no tables."""
