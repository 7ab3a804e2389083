"""What reaches the members: as the cooperative states it of its prices, and as the books have it of what was sold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from twiza.catalog import api as catalog
from twiza.commission import api as commission
from twiza.kernel.money import Money
from twiza.kernel.periods import day_of

WIDTH = 1000  # of the bar, in its own units


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the bar: the part, and where it stands."""

    part: catalog.PartOfPrice
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of one variant; `older` where the price was another one then."""

    variant: catalog.VariantView
    view: catalog.PriceView
    older: bool

    @property
    def bar(self) -> list[Segment]:
        """The parts side by side; the widths always sum to the whole."""
        parts, x, found = self.view.parts, 0, []
        widths = Money(WIDTH).split([part.centimes for part in parts])
        for part, width in zip(parts, widths, strict=True):
            found.append(Segment(part, x, width.centimes))
            x += width.centimes
        return found


def reaches(page: catalog.ProductPage, moment: datetime) -> dict[str, Any]:
    """For the product's page. No query, or one where nothing is stated: then it says what the platform takes, alone."""
    if not page.variants:
        return {}
    views = page.statements
    stated = [
        Stated(variant, views[variant.id], views[variant.id].price_centimes != variant.price_centimes)
        for variant in page.variants
        if variant.id in views
    ]
    first = page.variants[0]
    return {
        "price": first.price_centimes,
        "stated": stated,
        "current": next((each for each in stated if each.variant.id == first.id and not each.older), None),
        "taken": None if stated else _taken(page, first.price_centimes, moment),
        "booked": _booked(page.booked, first.price_centimes) if page.booked else None,
        "differs": page.statement_differs,
    }


def _taken(page: catalog.ProductPage, price: int, moment: datetime) -> commission.Commission:
    path = catalog.path_of(page.trail[-1].code) if page.trail else ""
    return commission.commission_of([commission.Sold(page.cooperative_id, path, price)], on=day_of(moment))[0]


def _booked(view: catalog.BookedView, price: int) -> dict[str, Any]:
    """The books' sums in proportion to the price, so that they can be read beside what is stated."""
    return {
        "since": view.since,
        "until": view.until,
        "cooperative": view.of(price, view.cooperative_centimes),
        "platform": view.of(price, view.platform_centimes),
        "members": view.of(price, view.members_centimes),
    }
