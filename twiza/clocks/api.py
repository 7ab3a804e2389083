"""What others may do with clocks. See docs/decisions/0040."""

__all__: list[str] = []
