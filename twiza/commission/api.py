"""What others may do with commission."""

__all__: list[str] = []
