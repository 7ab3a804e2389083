from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SaleRecorded(Fact):
    """A cooperative sold by itself: at the souk, a fair, its door, by message."""

    sale_id: int


@dataclass(frozen=True, kw_only=True)
class SaleUndone(Fact):
    sale_id: int
