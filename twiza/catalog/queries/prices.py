"""Every price ever shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from twiza.catalog.models import PricePeriod
from twiza.catalog.queries.views import PricePoint
from twiza.kernel.refusals import NotFound


def price_history(variant_id: int) -> list[PricePoint]:
    """The prices a variant was shown at, the oldest first; those it had before its product was first shown are left
    out, for nobody saw them. NotFound for a variant that doesn't exist. One query.
    """
    periods = list(PricePeriod.objects.filter(variant=variant_id).select_related("variant__product"))
    if not periods:  # every variant has one from its first day
        raise NotFound()
    shown_from = periods[0].variant.product.published_at
    if shown_from is None:
        return []
    return [
        PricePoint(period.price_centimes, max(period.from_at, shown_from), period.until_at)
        for period in periods
        if period.until_at is None or period.until_at > shown_from
    ]


def lowest_of(points: Iterable[PricePoint], *, moment: datetime, days: int = 30) -> int | None:
    """The lowest of these prices in the `days` before `moment`, in centimes; None where none was shown then."""
    start = moment - timedelta(days=days)
    return min(
        (
            point.price_centimes
            for point in points
            if point.from_at < moment and (point.until_at is None or point.until_at > start)
        ),
        default=None,
    )


def lowest_price_before(variant_id: int, *, moment: datetime, days: int = 30) -> int | None:
    """The lowest price shown in the `days` before `moment`, in centimes: what a struck price may be at most (law 31-08
    art. 54). None where it was not shown then.
    """
    return lowest_of(price_history(variant_id), moment=moment, days=days)
