"""What others may do with mediation. See docs/decisions/0040."""

__all__: list[str] = []
