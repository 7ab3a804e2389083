from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from twiza.search.models import Entry, Word
from twiza.search.terms import tokens

BATCH = 500


@dataclass(frozen=True, slots=True)
class Searchable:
    """One thing to be found. `names` by language (shown as suggestions), `words` whatever else describes it;
    of two that fit alike, the greater `weight` comes first."""

    kind: str
    key: str
    names: Mapping[str, str]
    words: Sequence[str] = ()
    weight: int = 0


def index(
    kind: str, key: str, names: Mapping[str, str], words: Sequence[str] = (), weight: int = 0, *, now: datetime
) -> None:
    """Write one thing into the index, in place of what it held of it."""
    index_many([Searchable(kind, key, names, words, weight)], now=now)


def index_many(things: Iterable[Searchable], *, now: datetime) -> int:
    """Write many, 500 in a transaction; returns how many. Things whose words did not change cost little."""
    queue = iter(things)
    written = 0
    while batch := list(islice(queue, BATCH)):
        # One row each, and in one order, so that two workers wait for each other instead of locking up.
        latest = {(thing.kind, thing.key): thing for thing in batch}
        _write([latest[place] for place in sorted(latest)], now)
        written += len(latest)
    return written


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


@transaction.atomic
def _write(things: list[Searchable], now: datetime) -> None:
    rows = []
    found: dict[tuple[str, str], dict[str, None]] = {}
    for thing in things:
        titles = {language: name for language, name in thing.names.items() if name}
        names = tokens(titles.values())
        words = tokens(thing.words)
        found[thing.kind, thing.key] = names | words
        rows.append(
            Entry(
                kind=thing.kind,
                key=thing.key,
                titles=titles,
                names=_spaced(names),
                words=_spaced(words),
                weight=thing.weight,
                indexed_at=now,
            )
        )
    kinds, keys = {thing.kind for thing in things}, [thing.key for thing in things]
    known = Entry.objects.filter(kind__in=kinds, key__in=keys).select_for_update()
    before = {(e.kind, e.key): (e.names, e.words) for e in known.order_by("kind", "key")}
    Entry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["titles", "names", "words", "weight", "indexed_at"],
    )
    changed = [row for row in rows if before.get((row.kind, row.key)) != (row.names, row.words)]
    Word.objects.filter(entry__in=[row.pk for row in changed if (row.kind, row.key) in before]).delete()
    Word.objects.bulk_create(
        (Word(token=token, entry=row) for row in changed for token in found[row.kind, row.key]),
        ignore_conflicts=True,
        batch_size=10_000,
    )
