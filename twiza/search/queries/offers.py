"""What fields offer while somebody types."""

from __future__ import annotations

import json
from collections.abc import Sequence

import tantivy

from twiza.kernel.text import fold, pick
from twiza.search.queries import matching
from twiza.search.queries.replica import View
from twiza.search.queries.shapes import Filter, Suggestion
from twiza.search.terms.analysis import asked

# Of these there are few, and each leads to many things: up to two of each come before the goods.
FIRST, OF_EACH = ("category", "cooperative", "commune"), 2


def suggest(view: View, prefix: str, language: str, kinds: Sequence[str], limit: int) -> list[Suggestion]:
    """Each word is of the name (or means what a word of it means), the last one may be its beginning. Two things of a
    kind that are called alike are one."""
    parts = list(asked(prefix, language).words)
    if not parts:
        return []
    *before, last = [matching.as_written(view, part) for part in parts]
    musts = [matching.met(view, one) for one in before if not one.part.stop]
    query = matching.all_of([*musts, matching.begins(view, last, fold(last.part.text).replace(" ", ""))])
    typed = fold(prefix[:200])
    single = [kind for kind in FIRST if kind in kinds]
    found: list[Suggestion] = []
    for kind in (*single, *(kind for kind in kinds if kind not in FIRST)):
        most = limit - len(found) if kind not in single or len(kinds) == 1 else OF_EACH
        found += _of_kind(view, query, kind, language, typed, most)[: max(0, limit - len(found))]
    if not found and last.part.concepts:
        # Written to the end in another language than the names are.
        query = matching.all_of([*musts, matching.met(view, last)])
        for kind in kinds:
            found += _of_kind(view, query, kind, language, typed, limit)[: max(0, limit - len(found))]
    return found


def _of_kind(view: View, query: tantivy.Query, kind: str, language: str, typed: str, most: int) -> list[Suggestion]:
    """Those whose name begins like what was typed come first."""
    narrowed = matching.all_of([query, *matching.through(view, [kind], Filter())])
    hits = view.searcher.search(narrowed, max(most * 4, 16), count=False, order_by_field="best").hits
    by_name: dict[str, Suggestion] = {}
    later: dict[str, Suggestion] = {}
    for _, address in hits:
        document = view.searcher.doc(address)
        key = str(document.get_first("uid")).partition(":")[2]
        names = json.loads(str(document.get_first("names")))
        called = fold(pick(names, language))
        first = any(fold(name).startswith(typed) for name in names.values())
        (by_name if first else later).setdefault(called, Suggestion(kind, key, names))
    return list((by_name | {name: one for name, one in later.items() if name not in by_name}).values())[:most]
