from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from twiza.search.models import Entry, Word


def forget(kind: str, key: str) -> None:
    """Take one thing out of the index; nothing happens where it was not in."""
    forget_many(kind, [key])


@transaction.atomic
def forget_many(kind: str, keys: Iterable[str]) -> int:
    """Take many out; returns how many were in."""
    ids = list(Entry.objects.filter(kind=kind, key__in=list(keys)).values_list("pk", flat=True))
    Word.objects.filter(entry__in=ids).delete()
    return Entry.objects.filter(pk__in=ids).delete()[0]
