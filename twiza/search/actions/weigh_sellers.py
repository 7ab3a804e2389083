from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from twiza.search.models import Entry
from twiza.search.queries.ranking import FRESH, LIFT_NEW, LIFT_SMALL, NEW_DAYS
from twiza.search.queries.tallies import sellers_by_size


def weigh_sellers(*, now: datetime) -> int:
    """The smaller half of sellers (by pieces sold, then by products) and new ones are shown a little more: write that
    to their entries where it changed; returns how many."""
    sellers = sellers_by_size()
    half, changed = len(sellers) // 2, 0
    for place, (seller, _, first) in enumerate(sellers):
        lift = LIFT_SMALL if place < half else 0
        lift += LIFT_NEW if first and first > now - timedelta(days=NEW_DAYS) else 0
        changed += Entry.objects.filter(seller=seller).exclude(lift=lift).update(lift=lift, revision=None)
    return changed


@transaction.atomic
def age_entries(*, since: datetime, now: datetime) -> int:
    """Things that grew out of a step of freshness between the two moments are weighed anew; returns how many."""
    aged = 0
    for days, _ in FRESH:
        grown = timedelta(days=days)
        rows = Entry.objects.filter(gone=False, fresh_at__gt=since - grown, fresh_at__lte=now - grown)
        aged += rows.update(revision=None)
    return aged
