"""Consumer associations: their pages, guides, warnings and recalls, for everybody."""
