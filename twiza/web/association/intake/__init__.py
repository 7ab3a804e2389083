"""A case taken by phone or at a consumer desk, with a mandate."""
