"""From what was asked to queries of the replica: parts that must all be met, each by any of its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import tantivy

from twiza.search.queries import lists, ranking
from twiza.search.queries.documents import CODES, PREFIXES, price_place, term
from twiza.search.queries.nearby import nearby
from twiza.search.queries.replica import View
from twiza.search.queries.shapes import Filter
from twiza.search.terms.analysis import Asked, Part
from twiza.search.terms.dictionary import broader_than, load

Query, Occur = tantivy.Query, tantivy.Occur
Limits = list[tantivy.Query]
# How weak the weakest part may be, from class to class: in the head of the name, the name, the category, anywhere.
CLASSES = (12, 8, ranking.STRONG, 1)
COMMON = 150_000
_PURPOSES = frozenset({"use", "occasion", "person", "body"})


@dataclass(frozen=True, slots=True)
class Form:
    """One token that would do, in its level, and what a point of it is worth."""

    level: str
    token: str
    factor: float
    how: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of what was asked, with the forms that would meet it; all of `words` together would do too.

    `things`: at most so many have one of the forms. `corrected`: how its word is written in the index, if otherwise.
    """

    part: Part
    forms: tuple[Form, ...]
    words: tuple[Wanted, ...] = ()
    things: int = 0
    corrected: str = ""


def wanted_of(view: View, asked: Asked) -> list[Wanted]:
    """The parts to be met; small words only where there are no others. A part that nothing meets as it is written is
    looked for by near words and by its consonants."""
    parts = [part for part in asked.parts if not part.stop] or list(asked.parts)
    return [_wanted(view, part) for part in parts]


def _wanted(view: View, part: Part) -> Wanted:
    strict = as_written(view, part)
    if not strict.things:
        return nearer(view, strict)
    return replace(strict, corrected=_spelling(view, part)) if part.guessed and not part.words else strict


def _spelling(view: View, part: Part) -> str:
    """How a word whose meaning was guessed past a wrong letter is written in the index."""
    near = (other for word in part.exact if part.fuzzy for other, _, _ in nearby(view, word))
    return next(near, "")


def as_written(view: View, part: Part) -> Wanted:
    """The part without near words and consonants."""
    whole = _counted(view, Wanted(part, tuple(_strict(part))))
    # Of a phrase of which only one word says something, that word is not the phrase; and where very many things are
    # what the phrase means, its words need not be looked for.
    if len(part.words) < 2 or whole.things > COMMON:
        return whole
    words = tuple(as_written(view, word) for word in part.words)
    return _counted(view, replace(whole, words=words))


def _strict(part: Part) -> Iterator[Form]:
    # A phrase is worth its words, however it is met.
    times = max(2, len(part.words)) if part.words else 1
    sure = ranking.GUESSED if part.guessed else 1.0
    for level, tokens, how in (
        ("exact", part.exact, "exact"),
        ("stem", part.stems, "stem"),
        ("concept", part.concepts, "concept"),
        ("wide", part.concepts, "concept"),
        ("measure", part.measures, "measure"),
    ):
        factor = ranking.LEVELS[level] * times * (sure if how == "concept" else 1.0)
        yield from (Form(level, token, factor, how) for token in tokens)


def nearer(view: View, wanted: Wanted) -> Wanted:
    """The same part with near words and consonants among its forms."""
    if wanted.words:
        words = tuple(nearer(view, word) for word in wanted.words)
        return _counted(view, replace(wanted, words=words))
    forms, corrected = list(wanted.forms), ""
    for word in wanted.part.exact if wanted.part.fuzzy else ():
        for other, _, _ in nearby(view, word)[:3]:
            corrected = corrected or other
            forms.append(Form("exact", other, ranking.FUZZY, "fuzzy"))
    forms += [Form("key", key, ranking.KEY, "key") for key in wanted.part.keys]
    return _counted(view, replace(wanted, forms=tuple(dict.fromkeys(forms)), corrected=corrected))


def broader(view: View, wanted: Wanted) -> Wanted:
    """The same part, met by wider concepts too."""
    more, codes = [], wanted.part.concepts
    for factor in ranking.BROADER:
        codes = broader_than(codes)
        # What so many things are says nothing of them.
        told = [code for code in codes if view.searcher.doc_freq("any", PREFIXES["wide"] + code) < COMMON]
        more += [Form(level, code, factor, "broader") for code in told for level in ("concept", "wide")]
    return _counted(view, replace(wanted, forms=(*wanted.forms, *more))) if more else wanted


def is_purpose(part: Part) -> bool:
    """Whether it says what or whom a thing is for, rather than what it is."""
    known = load().concepts
    return bool(part.concepts) and all(known[code].kind in _PURPOSES for code in part.concepts if code in known)


def _counted(view: View, wanted: Wanted) -> Wanted:
    tokens = {PREFIXES[form.level] + form.token for form in wanted.forms}
    things = sum(view.searcher.doc_freq("any", token) for token in tokens)
    things += min((word.things for word in wanted.words), default=0)
    return replace(wanted, things=things)


def met(view: View, wanted: Wanted) -> tantivy.Query:
    """Whatever meets the part, without a score."""
    tokens = dict.fromkeys(PREFIXES[form.level] + form.token for form in lists.telling(view, wanted.forms))
    some = [_term(view, "any", token) for token in tokens]
    if wanted.words:
        some.append(all_of([met(view, word) for word in wanted.words]))
    return unscored(_any_of(some))


def scored(view: View, wanted: Wanted, least: int, worth: float = 0.0) -> tantivy.Query:
    """What meets the part in a tier of at least `least`: the best of its forms counts, of those worth so much."""
    if least == 1 and wanted.things > COMMON:
        return met(view, wanted)
    best = [
        Query.const_score_query(_term(view, form.level, term(form.token, tier)), tier * form.factor)
        for form in lists.telling(view, wanted.forms)
        for tier in lists.tiers(view, form)
        if tier >= least and tier * form.factor >= worth
    ]
    if wanted.words:
        best.append(all_of([scored(view, word, least) for word in wanted.words]))
    return Query.disjunction_max_query(best) if best else Query.empty_query()


def every_scored(view: View, wanted: Sequence[Wanted], least: int, limits: Limits, among: Limits) -> tantivy.Query:
    """What meets all parts in a tier of at least `least`; `among` add to the score where they do."""
    ways = [
        all_of([*(_beside(view, one, least, len(way)) for one in way), *limits], among)
        for way in _ways(view, wanted, least)
    ]
    return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)


def _beside(view: View, wanted: Wanted, least: int, parts: int) -> tantivy.Query:
    """A part beside others: what very many have in that tier tells none of them from another, and is not scored."""
    if parts > 1 and not wanted.words and lists.sizes(view, wanted, least)[0] > COMMON:
        return unscored(_any_of([_term(view, level, token) for level, token in _lists(view, wanted, least)]))
    return scored(view, wanted, least)


def _lists(view: View, wanted: Wanted, least: int) -> Iterator[tuple[str, str]]:
    for form in lists.telling(view, wanted.forms):
        yield from ((form.level, term(form.token, tier)) for tier in lists.tiers(view, form) if tier >= least)


def every_met(view: View, wanted: Sequence[Wanted], limits: Limits) -> tantivy.Query:
    """What meets all parts, without a score."""
    ways = [all_of([*(met(view, one) for one in way), *limits]) for way in _ways(view, wanted, 1)]
    return ways[0] if len(ways) == 1 else unscored(_any_of(ways))


def _ways(view: View, wanted: Sequence[Wanted], least: int) -> list[list[Wanted]]:
    """To have a phrase and other words is to have the one and the others, or all its words and the others: so the
    rarest of them all says where to look. Ways that nothing can go are left out."""
    if len(wanted) < 2 or sum(1 for one in wanted if one.words) > 2:
        return [list(wanted)]
    choices = [[[replace(one, words=())], list(one.words)] if one.words else [[one]] for one in wanted]
    ways = [[one for some in way for one in some] for way in product(*choices)]
    able = [way for way in ways if all(lists.is_possible(lists.sizes(view, one, least)) for one in way)]
    return able or [list(wanted)]


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def all_of(queries: Sequence[tantivy.Query], among: Sequence[tantivy.Query] = ()) -> tantivy.Query:
    """All must hold; `among` add to the score where they do."""
    if len(queries) == 1 and not among:
        return queries[0]
    return Query.boolean_query([(Occur.Must, one) for one in queries] + [(Occur.Should, one) for one in among])


def most_of(queries: Sequence[tantivy.Query], limits: Limits, among: Sequence[tantivy.Query] = ()) -> tantivy.Query:
    """All but one must hold, and all of the limits; `among` add to the score where they do."""
    some = Query.boolean_query([(Occur.Should, one) for one in queries], len(queries) - 1)
    return all_of([some, *limits], among)


def unscored(query: tantivy.Query) -> tantivy.Query:
    return Query.const_score_query(query, 0.0)


def through(view: View, kinds: Sequence[str], chosen: Filter) -> Limits:
    """What the filter lets through."""
    limits = _of_kinds(view, kinds)
    limits += [_term(view, code, value) for code in CODES if (value := getattr(chosen, code)) is not None]
    if chosen.in_stock:
        limits.append(_term(view, "stock", "1"))
    if chosen.min_centimes is not None or chosen.max_centimes is not None:
        limits.append(_price(view, chosen))
    return [unscored(limit) for limit in limits]


def _of_kinds(view: View, kinds: Sequence[str]) -> Limits:
    """Nearly all things are products: to leave out the few others is less to read than to take in the many."""
    there = lists.kinds(view)
    others = [kind for kind in there if kind not in kinds]
    if sum(there[kind] for kind in others) * 4 < sum(there.get(kind, 0) for kind in set(kinds)):
        without = [(Occur.MustNot, _term(view, "kind", kind)) for kind in others]
        return [Query.boolean_query([(Occur.Must, Query.all_query()), *without])]
    return [_any_of([_term(view, "kind", kind) for kind in dict.fromkeys(kinds)])]


def _price(view: View, chosen: Filter) -> tantivy.Query:
    low = price_place(chosen.min_centimes) if chosen.min_centimes is not None else None
    high = price_place(chosen.max_centimes + 1) if chosen.max_centimes is not None else None
    return Query.range_query(
        view.schema,
        "price",
        tantivy.FieldType.Unsigned,
        lower_bound=low,
        upper_bound=high,
        include_upper=high is None,
    )


def between(view: View, sort: str, place: int | None, end: int | None, down: bool, met: tantivy.Query) -> tantivy.Query:
    """What comes after a place of a sort (None: from its beginning on), as far as `end` (None: all)."""
    if place is None and end is None:
        return met
    least, most = (end, place) if down else (place, end)
    piece = Query.range_query(
        view.schema,
        sort,
        tantivy.FieldType.Unsigned,
        lower_bound=least,
        upper_bound=most,
        include_lower=down or least is None,
        include_upper=not down or most is None,
    )
    return all_of([met, unscored(piece)])


def near(view: View, places: Sequence[tuple[str, str, float]]) -> Limits:
    """Points for being there: (field, code, points)."""
    return [Query.const_score_query(_term(view, name, code), points) for name, code, points in places if code]


def begins(view: View, wanted: Wanted, typed: str) -> tantivy.Query:
    """A word of the name begins with what was typed of it."""
    prefixes = {form.token for form in wanted.forms if form.how == "exact"} | {typed}
    return unscored(
        _any_of([Query.fuzzy_term_query(view.schema, "name", one, 0, True, True) for one in sorted(prefixes) if one])
    )


def _term(view: View, name: str, value: str) -> tantivy.Query:
    return Query.term_query(view.schema, name, value, "basic")


def every_form(wanted: Iterable[Wanted]) -> Iterator[Wanted]:
    """Each part, and the words of phrases."""
    for one in wanted:
        yield one
        yield from every_form(one.words)
