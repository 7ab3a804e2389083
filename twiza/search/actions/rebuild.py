from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from twiza.search.actions.forget import forget_many
from twiza.search.actions.index import index_many
from twiza.search.models import Entry
from twiza.search.queries.shapes import Searchable


def rebuild(things: Iterable[Searchable], *, kinds: Iterable[str], now: datetime) -> int:
    """Write all things of these kinds anew and forget those no longer there; returns how many there are.

    Searching goes on meanwhile. A thing indexed by somebody else while this runs (`indexed_at` after `now`) stays.
    """
    seen: set[tuple[str, str]] = set()

    def noted() -> Iterable[Searchable]:
        for thing in things:
            seen.add((thing.kind, thing.key))
            yield thing

    index_many(noted(), now=now)
    for kind in kinds:
        old = Entry.objects.filter(kind=kind, gone=False, indexed_at__lte=now).values_list("key", flat=True)
        gone = [key for key in old if (kind, key) not in seen]
        for start in range(0, len(gone), 500):
            forget_many(kind, gone[start : start + 500])
    return len(seen)
