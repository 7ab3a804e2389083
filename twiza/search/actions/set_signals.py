from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from twiza.search.models import Entry
from twiza.search.queries.shapes import Signals


@transaction.atomic
def set_signals(kind: str, signals: Mapping[str, Signals]) -> int:
    """Say anew what buyers did with these things (whole counts, so that it may be told twice); returns how many rows
    changed. A thing that is not in the index is passed over: its owner's `feed_from` tells it again when it is."""
    changed = 0
    for key in sorted(signals):
        told = {name: number for name, number in asdict(signals[key]).items() if number is not None}
        if told:
            changed += Entry.objects.filter(kind=kind, key=key).exclude(**told).update(**told, revision=None)
    return changed
