"""What others may do with invoicing."""

__all__: list[str] = []
