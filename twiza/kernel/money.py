"""Money: whole centimes of one Moroccan dirham. No floats, no decimals in the books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import total_ordering

CURRENCY = "MAD"


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole centimes (100 centimes = 1 dirham); may be negative."""

    centimes: int

    def __post_init__(self) -> None:
        if isinstance(self.centimes, bool) or not isinstance(self.centimes, int):
            raise TypeError(f"money is whole centimes, not {self.centimes!r}")

    def __add__(self, other: Money) -> Money:
        return Money(self.centimes + other.centimes)

    def __sub__(self, other: Money) -> Money:
        return Money(self.centimes - other.centimes)

    def __mul__(self, times: int) -> Money:
        return Money(self.centimes * times)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.centimes)

    def __lt__(self, other: Money) -> bool:
        return self.centimes < other.centimes

    def __bool__(self) -> bool:
        return self.centimes != 0

    def __str__(self) -> str:
        sign, whole = "-" if self.centimes < 0 else "", abs(self.centimes)
        return f"{sign}{whole // 100}.{whole % 100:02d}"

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Parts in proportion to `weights` (integers ≥ 0, not all 0); they always sum to the whole.

        Largest remainders (Hamilton's method): each part is rounded towards zero, then the leftover
        centimes go one each to the largest remainders, the earlier part first on a tie.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be non-negative and not all zero")
        sign, whole = (-1 if self.centimes < 0 else 1), abs(self.centimes)
        parts = [whole * w // total for w in weights]
        by_remainder = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
        for i in by_remainder[: whole - sum(parts)]:
            parts[i] += 1
        return [Money(sign * p) for p in parts]

    def share(self, basis_points: int) -> Money:
        """`basis_points` ten-thousandths of the amount, rounded half away from zero."""
        product = abs(self.centimes * basis_points)
        rounded = (product + 5_000) // 10_000
        return Money(rounded if self.centimes * basis_points >= 0 else -rounded)


ZERO = Money(0)
