"""Unit prices (decree 2-12-503 arts. 10 and 12): the price of one kilogram, litre, metre or piece."""

from __future__ import annotations

from dataclasses import dataclass

# base unit -> (the unit a price is shown per, how many base units it is)
PER = {"g": ("kg", 1000), "ml": ("l", 1000), "cm": ("m", 100), "piece": ("piece", 1)}


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """`centimes` of one `per`: "kg", "l", "m" or "piece"."""

    centimes: int
    per: str


def unit_price(price_centimes: int, content_amount: int, content_unit: str) -> UnitPrice | None:
    """The price of one unit of measure in whole centimes, rounded half up; None for a single piece, whose price it is.

    >>> unit_price(9_500, 250, "g")
    UnitPrice(centimes=38000, per='kg')
    >>> unit_price(1_000, 3, "piece")
    UnitPrice(centimes=333, per='piece')
    """
    if content_unit == "piece" and content_amount == 1:
        return None
    per, units = PER[content_unit]
    return UnitPrice((2 * price_centimes * units + content_amount) // (2 * content_amount), per)
