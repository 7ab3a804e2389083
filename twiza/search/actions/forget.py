from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from twiza.search.models import Entry

BATCH = 500


def forget(kind: str, key: str) -> None:
    """Take one thing out of the index; nothing happens where it was not in."""
    forget_many(kind, [key])


def forget_many(kind: str, keys: Iterable[str]) -> int:
    """Take many out; returns how many were in. Each leaves a gravestone, by which the replicas hear of it."""
    wanted, gone = sorted(set(keys)), 0
    for start in range(0, len(wanted), BATCH):
        gone += _bury(kind, wanted[start : start + BATCH])
    return gone


@transaction.atomic
def _bury(kind: str, keys: list[str]) -> int:
    there = Entry.objects.filter(kind=kind, key__in=keys, gone=False)
    return there.update(
        gone=True, names={}, texts={}, name_words="", words="", digest="", revision=None, categories="", designations=""
    )
