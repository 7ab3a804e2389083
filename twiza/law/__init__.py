"""The law as files: one rule, one file, dated values, source."""
