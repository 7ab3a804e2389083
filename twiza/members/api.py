"""What others may do with members."""

__all__: list[str] = []
