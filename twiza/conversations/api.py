"""What others may do with conversations. See docs/decisions/0040."""

__all__: list[str] = []
