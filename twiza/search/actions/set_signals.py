from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from twiza.search.models import Entry
from twiza.search.queries.shapes import Signals


@transaction.atomic
def set_signals(kind: str, signals: Mapping[str, Signals], *, now: datetime) -> int:
    """Say anew what buyers did with these things (whole counts, so that it may be told twice); returns how many rows
    changed. A thing that is not in the index is passed over: `rebuild` of its owner tells it again."""
    changed = 0
    for key in sorted(signals):
        told = signals[key]
        same = Q(sold=told.sold, stars_sum=told.stars_sum, reviews=told.reviews)
        rows = Entry.objects.filter(kind=kind, key=key).exclude(same)
        changed += rows.update(
            sold=told.sold, stars_sum=told.stars_sum, reviews=told.reviews, revision=None, indexed_at=now
        )
    return changed
