"""How many things, and how many under each further choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import tantivy

from twiza.search.queries.documents import CODES, price_at
from twiza.search.queries.replica import View
from twiza.search.queries.shapes import Filter, Question

MOST_CODES = 200
_COUNT = {"count": {"value_count": {"field": "best"}}}
# A facet's own choice does not narrow it; the places are one.
_OWN: dict[str, dict[str, Any]] = {
    "category": {"category": None},
    "designation": {"designation": None},
    "region": {"region": None, "province": None, "commune": None},
    "province": {"province": None, "commune": None},
    "commune": {"commune": None},
    "cooperative": {"cooperative": None},
    "in_stock": {"in_stock": False},
    "price": {"min_centimes": None, "max_centimes": None},
}
Facets = dict[str, list[tuple[str, int]]]


def count_and_facets(view: View, question: Question, under: Callable[[Filter], tantivy.Query]) -> tuple[int, Facets]:
    """The count under the whole filter; each facet under all of it but itself. `under` gives what a filter leaves."""
    query = under(question.filter)
    if not question.facets:
        return _number(view.searcher.aggregate(query, _COUNT)), {}
    free = [name for name in _OWN if not _chosen(question.filter, name)]
    told = view.searcher.aggregate(query, _COUNT | _asks(free))
    facets = {name: _read(name, told[name]) for name in free}
    others: dict[Filter, list[str]] = {}
    for name in _OWN:
        if name not in facets:
            others.setdefault(replace(question.filter, **_OWN[name]), []).append(name)
    for without, names in others.items():
        wider = view.searcher.aggregate(under(without), _asks(names))
        facets |= {name: _read(name, wider[name]) for name in names}
    return _number(told), facets


def _chosen(chosen: Filter, name: str) -> bool:
    return any(getattr(chosen, field) != value for field, value in _OWN[name].items())


def _asks(names: Sequence[str]) -> dict[str, Any]:
    asks: dict[str, Any] = {name: {"terms": {"field": name, "size": MOST_CODES}} for name in names if name in CODES}
    if "in_stock" in names:
        asks["in_stock"] = {"terms": {"field": "stock"}}
    if "price" in names:
        asks["price"] = {"stats": {"field": "price"}}
    return asks


def _number(told: dict[str, Any]) -> int:
    return int(told["count"]["value"] or 0)


def _read(name: str, told: dict[str, Any]) -> list[tuple[str, int]]:
    if name == "price":
        if not told["count"]:
            return []
        return [("lowest", price_at(told["min"])), ("highest", price_at(told["max"]))]
    found = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in told["buckets"]]
    if name == "in_stock":
        return [(code, number) for code, number in found if code == "1"]
    return sorted(found, key=lambda one: (-one[1], one[0]))
