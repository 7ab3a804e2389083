"""Verbs: each succeeds in one transaction or raises its own refusal."""
