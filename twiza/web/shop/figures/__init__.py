"""Open figures: what buyers complained about and what came of it, a quarter at a time."""
