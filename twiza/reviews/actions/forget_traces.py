from __future__ import annotations

from datetime import datetime, timedelta

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.reviews.models import Review


def forget_traces(*, now: datetime) -> int:
    """The hashes of network and device are dropped after `house.review_traces_days`; returns of how many reviews."""
    until = now - timedelta(days=rule("house.review_traces_days", on=day_of(now)).value)
    rows = Review.objects.filter(written_at__lte=until).exclude(network="", device="")
    return int(rows.update(network="", device=""))
