"""One at a time for a part's money. Not an action by itself."""

from __future__ import annotations

from django.db.models import F

from twiza.settlement.models import SettledPart


def claim(part_id: int) -> SettledPart | None:
    """The part's money, which nobody else changes until this transaction ends; None where nothing was paid yet.

    The write is the lock: on SQLite, where rows can't be locked, it is the whole database's.
    """
    if not SettledPart.objects.filter(part=part_id).update(releases=F("releases")):
        return None
    return SettledPart.objects.select_related("part__order").get(part=part_id)
