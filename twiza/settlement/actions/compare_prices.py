from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from twiza.catalog.api import forget_booked_prices, keep_booked_prices
from twiza.kernel.periods import day_of
from twiza.plumbing.api import announce
from twiza.settlement.facts import StatementDiffers
from twiza.settlement.queries.price import booked_prices, products_sold

LOOKED_BACK = 365  # days
BATCH = 500


def compare_prices(*, now: datetime) -> int:
    """Give the catalogue what the books of the last 12 months say of each product sold, and tell of each whose
    statement differs now and did not before; how many. Each batch is a transaction of its own; repeatable.
    """
    until = day_of(now)
    since, after, told = until - timedelta(days=LOOKED_BACK), 0, 0
    while batch := products_sold(since=since, after=after, limit=BATCH):
        told += _compare(batch, now=now)
        after = batch[-1]
    forget_booked_prices(before=until)
    return told


@transaction.atomic
def _compare(product_ids: list[int], *, now: datetime) -> int:
    until = day_of(now)
    found = booked_prices(product_ids, since=until - timedelta(days=LOOKED_BACK), until=until)
    newly = keep_booked_prices(booked=found, now=now)
    for product_id in newly:
        announce(StatementDiffers(product_id=product_id))
    return len(newly)
