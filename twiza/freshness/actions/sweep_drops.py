from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from twiza.freshness.models import Counter, Drop

KEPT = timedelta(hours=1)  # longer than any page is kept
BATCH = 5000


@transaction.atomic
def sweep_drops(*, now: datetime) -> int:
    """Take away drops that every page has outlived; what was drawn before them counts as dropped from now on."""
    old = Drop.objects.filter(revision__isnull=False, dropped_at__lt=now - KEPT).order_by("revision")
    last = Drop.objects.filter(pk__in=old.values("pk")[:BATCH]).aggregate(last=Max("revision"))["last"]
    if last is None:
        return 0
    Counter.objects.filter(pk=1, floor__lt=last).update(floor=last)
    return Drop.objects.filter(revision__lte=last).delete()[0]
