"""What others may do with bank."""

__all__: list[str] = []
