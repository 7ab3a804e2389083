"""What others may do with cashbook."""

__all__: list[str] = []
