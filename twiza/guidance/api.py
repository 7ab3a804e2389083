"""What others may read of the guidance. See docs/decisions/0040."""

__all__: list[str] = []
