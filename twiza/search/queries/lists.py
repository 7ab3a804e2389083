"""How long the lists of things are that a question would read: what needs not be read at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import tantivy

from twiza.search.queries.replica import REMEMBERED, View

if TYPE_CHECKING:
    from twiza.search.queries.matching import Form, Wanted

# Two forms that have each so many things, tier by tier the same number, have the same things.
ALIKE = 500
# From so many things on a list by column is read piece by piece.
LONG, SAMPLE = 20_000, 4_000
_SELLERS = 2**48


def tiers(view: View, form: Form) -> dict[int, int]:
    """In how many things the form stands, by tier; what was deleted since counts until segments are merged."""
    key = ("tiers", form.level, form.token)
    known: dict[int, int] | None = view.memory.get(key)
    if known is None:
        begins = f"{form.token}~"
        found = view.searcher.terms_with_prefix(form.level, begins)
        known = {int(term[len(begins) :]): things for term, things in found if term[len(begins) :].isdigit()}
        if len(view.memory) < REMEMBERED:
            view.memory[key] = known
    return known


def kinds(view: View) -> dict[str, int]:
    """The kinds that are there, with how many things of each; what was deleted counts until segments are merged."""
    known: dict[str, int] | None = view.memory.get("kinds")
    if known is None:
        known = view.memory["kinds"] = dict(view.searcher.terms_with_prefix("kind", ""))
    return known


def telling(view: View, forms: Iterable[Form]) -> list[Form]:
    """The forms that stand somewhere, without those that have the same many things as one that counts more."""
    kept: list[Form] = []
    seen: list[dict[int, int]] = []
    for form in sorted(forms, key=lambda one: -one.factor):
        there = tiers(view, form)
        if there and not (sum(there.values()) >= ALIKE and there in seen):
            kept.append(form)
            seen.append(there)
    return kept


def sizes(view: View, wanted: Wanted, least: int) -> tuple[Any, ...]:
    """How many things have a form of the part in a tier of at least `least`, at most; then the same of its words."""
    here = sum(things for form in wanted.forms for tier, things in tiers(view, form).items() if tier >= least)
    return here, *(sizes(view, word, least) for word in wanted.words)


def is_possible(found: tuple[Any, ...]) -> bool:
    """Whether anything can have such a part: a form of it, or all its words."""
    return bool(found[0]) or (len(found) > 1 and all(map(is_possible, found[1:])))


def steps(view: View, wanted: Wanted, least: int, enough: int) -> Iterator[tuple[float, float]]:
    """(worth, what comes next is worth): those worth so much are enough things, then eight times as many; not the
    last step, which is all of them."""
    worths: Counter[float] = Counter()
    for form in telling(view, wanted.forms):
        for tier, things in tiers(view, form).items():
            if tier >= least:
                worths[tier * form.factor] += things
    ranked, read = sorted(worths, reverse=True), 0
    half = sum(worths.values()) / 2
    for worth, following in pairwise(ranked):
        read += worths[worth]
        if read > half:
            return
        if read >= enough:
            yield worth, following
            enough = read * 8


def bound(view: View, column: str, down: bool, place: int | None, part: float) -> int | None:
    """The value of the column before which about `part` of all things lie that come after `place`; None: of all, or of
    so few that it does not matter. It is a guess from a sample: less than was looked for may lie before it."""
    if view.documents < LONG:
        return None
    values = _sample(view, column)
    if not values or part > 0.3:
        return None
    step = max(1, int(len(values) * part))
    at = len(values) if down else 0
    if place is not None:
        at = bisect_left(values, place)
    at = at - step if down else at + step
    return values[at] if 0 <= at < len(values) else None


def _sample(view: View, column: str) -> Sequence[int]:
    """Values of the column of some thousand things, in order: those of some sellers, who are numbered by chance."""
    key = ("sample", column)
    known: list[int] | None = view.memory.get(key)
    if known is None:
        share = int(_SELLERS * min(1.0, SAMPLE / view.documents))
        some = tantivy.Query.range_query(
            view.schema, "seller", tantivy.FieldType.Unsigned, lower_bound=1, upper_bound=share
        )
        hits = view.searcher.search(some, SAMPLE * 2, count=False, order_by_field=column, order=tantivy.Order.Asc).hits
        known = [int(value) for value, _ in hits if value is not None]
        view.memory[key] = known
    return known
