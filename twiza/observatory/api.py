"""What others may do with observatory. See docs/decisions/0040."""

__all__: list[str] = []
