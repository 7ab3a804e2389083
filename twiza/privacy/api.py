"""What others may do with privacy. See docs/decisions/0040."""

__all__: list[str] = []
