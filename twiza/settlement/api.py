"""What others may do with settlement."""

__all__: list[str] = []
