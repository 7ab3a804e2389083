from __future__ import annotations

from django.db import transaction

from twiza.freshness.models import Counter, Drop


def number_drops() -> int:
    """Give the drops that have none the next number; returns it, or 0 where none waited.

    Everybody who follows may call it: they take turns at the counter's row, and who comes late finds nothing to do.
    """
    if not Drop.objects.filter(revision=None).exists():
        return 0
    Counter.objects.get_or_create(pk=1)
    with transaction.atomic():
        # The row is held until commit, so number n + 1 is given only once n can be seen by everybody.
        revision = Counter.objects.select_for_update().get(pk=1).revision + 1
        if not Drop.objects.filter(revision=None).update(revision=revision):
            return 0
        Counter.objects.filter(pk=1).update(revision=revision)
    return revision
