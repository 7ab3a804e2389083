from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from twiza.search.models import Entry
from twiza.search.queries.shapes import Searchable
from twiza.search.queries.words import spaced

BATCH = 500
TEXTS = ("category", "designation", "cooperative", "place", "words", "description")
WRITTEN = (
    "names", "texts", "name_words", "words", "categories", "designations", "region", "province", "commune",
    "cooperative", "seller", "price_centimes", "in_stock", "fresh_at", "digest", "gone", "revision", "indexed_at",
)  # fmt: skip


def index(thing: Searchable, *, now: datetime) -> None:
    """Write one thing into the index, in place of what it held of it."""
    index_many([thing], now=now)


def index_many(things: Iterable[Searchable], *, now: datetime) -> int:
    """Write many, 500 in a transaction; returns how many there were. Rows that would not change aren't touched."""
    queue = iter(things)
    seen = 0
    while batch := list(islice(queue, BATCH)):
        # One row each, and in one order, so that two workers wait for each other instead of locking up.
        latest = {(thing.kind, thing.key): thing for thing in batch}
        _write([_row(latest[place], now) for place in sorted(latest)])
        seen += len(latest)
    return seen


@transaction.atomic
def _write(rows: list[Entry]) -> None:
    kinds, keys = {row.kind for row in rows}, [row.key for row in rows]
    known = Entry.objects.filter(kind__in=kinds, key__in=keys).select_for_update().order_by("kind", "key")
    before = {(kind, key): digest for kind, key, digest in known.values_list("kind", "key", "digest")}
    changed = [row for row in rows if before.get((row.kind, row.key)) != row.digest]
    Entry.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["kind", "key"], update_fields=list(WRITTEN)
    )


def _row(thing: Searchable, now: datetime) -> Entry:
    names = {language: name for language, name in thing.names.items() if name}
    texts = {field: found for field in TEXTS if (found := [text for text in getattr(thing, field) if text])}
    facets = thing.facets
    columns: dict[str, Any] = {
        "names": names,
        "texts": texts,
        "categories": _codes(facets.categories),
        "designations": _codes(facets.designations),
        "region": facets.region,
        "province": facets.province,
        "commune": facets.commune,
        "cooperative": facets.cooperative,
        "seller": thing.seller,
        "price_centimes": thing.price_centimes,
        "in_stock": thing.in_stock,
        "fresh_at": thing.fresh_at,
    }
    return Entry(
        kind=thing.kind,
        key=thing.key,
        **columns,
        name_words=spaced(names.values()),
        words=spaced(text for found in texts.values() for text in found),
        digest=_digest(columns),
        gone=False,
        revision=None,
        indexed_at=now,
    )


def _digest(columns: Mapping[str, Any]) -> str:
    packed = json.dumps(columns, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(packed.encode(errors="replace"), digest_size=16).hexdigest()


def _codes(codes: Sequence[str]) -> str:
    return f" {' '.join(codes)} " if codes else ""
