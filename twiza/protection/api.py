"""What others may do with protection. See docs/decisions/0040."""

__all__: list[str] = []
