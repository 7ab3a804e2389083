from __future__ import annotations

from datetime import datetime

from twiza.catalog.actions.release_hold import release_hold
from twiza.catalog.models import Hold


def expire_holds(now: datetime) -> int:
    """Let go of every hold that ran out; returns how many.

    One transaction a reference: many at once would lock shelves in the order of the references, not of the variants.
    """
    due = Hold.objects.filter(status=Hold.Status.HELD, expires_at__lte=now)
    references = sorted(set(due.values_list("reference", flat=True)))
    return sum(release_hold(reference=reference, due_by=now) for reference in references)
