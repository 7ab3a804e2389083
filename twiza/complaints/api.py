"""What others may do with complaints. See docs/decisions/0040."""

__all__: list[str] = []
