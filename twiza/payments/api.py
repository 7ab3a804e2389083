"""What others may do with payments."""

__all__: list[str] = []
