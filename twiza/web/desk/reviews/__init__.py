"""Reviews: what looks made, and what is removed for a typed reason."""
