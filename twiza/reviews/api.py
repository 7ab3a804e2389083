"""What others may do with reviews. See docs/decisions/0040."""

__all__: list[str] = []
