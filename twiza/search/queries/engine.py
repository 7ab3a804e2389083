"""Finding in the replica: which things, in which order, how many, under which further choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Any

import tantivy

from twiza.search.queries import cursor, lists, matching, ranking
from twiza.search.queries.counting import Facets, count_and_facets
from twiza.search.queries.documents import CURSOR
from twiza.search.queries.matching import Limits, Wanted, every_form
from twiza.search.queries.places import places_near
from twiza.search.queries.replica import View
from twiza.search.queries.shapes import Found, Hit, Question
from twiza.search.queries.spelling import respelt
from twiza.search.terms.analysis import asked

WINDOW, FEW = 120, 3
# A single word's tiers are its classes: asked one by one only where there are many things to score.
SCORED_AT_ONCE = 5_000
# From so many things on, those worth most are read first. The most that quality multiplies a score with.
LONG_LIST, HIGHEST = 20_000, log2(2 + 1.2)
Row = tuple[float, Any]
DOWN = {"best": True, "new": True, "price": False, "price_down": True}
COLUMN = {"best": "best", "new": "new", "price": "price", "price_down": "price"}


@dataclass(frozen=True, slots=True)
class Class:
    """A scored query; of a strict one the parts that must all be met, and in which tier at least. `alone`: nothing
    else adds to the score."""

    query: Callable[[Limits], tantivy.Query]
    wanted: tuple[Wanted, ...] = ()
    least: int = 0
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. `classes` are scored queries, each with all that the one before has; `met` makes of a
    filter's limits the query of all that the last has, without a score."""

    classes: tuple[Class, ...]
    met: Callable[[Limits], tantivy.Query]
    wanted: tuple[Wanted, ...] = ()
    loosened: bool = False
    wider: bool = False


def find(view: View, question: Question) -> tuple[Found, tuple[Wanted, ...]]:
    """See `api.find`; and the parts as they were looked for, for the explanation."""
    sort = cursor.sort_of(question)
    limits = matching.through(view, question.kinds, question.filter)
    if not question.text.strip():
        return _list(view, question, sort, limits), ()
    wanted = matching.wanted_of(view, asked(question.text, question.language))
    if not wanted:
        return Found(), ()
    sought, count, facets = _seek(view, question, wanted)
    if sort == "best":
        rows, following = _best(view, question, sought, limits, count)
    else:
        rows, following = _sorted(view, question, sort, sought.met(limits), count)
    found = Found(
        hits=[Hit(*_uid(view, address)) for _, address in rows],
        count=count,
        facets=facets,
        next=following,
        corrected=respelt(question.text, [(one.part.span, one.corrected) for one in every_form(sought.wanted)]),
        loosened=sought.loosened,
    )
    return found, sought.wanted


def with_hits(found: Found, hits: list[Hit]) -> Found:
    return replace(found, hits=hits)


def _seek(view: View, question: Question, wanted: list[Wanted]) -> tuple[Sought, int, Facets]:
    """All parts must be met. Where hardly anything does, near words, consonants and wider concepts help; where still
    hardly anything, one part may be missing."""
    places = matching.near(view, places_near(question.near))
    best = _strictly(view, wanted, places)
    count, facets = _count(view, question, best)
    for looser in _looser(view, wanted, places):
        # Something wider is shown where there is nothing; something near also where there is little.
        if count >= (1 if looser.wider else FEW):
            break
        sought = replace(looser, classes=(*best.classes, looser.classes[-1]))
        more, others = _count(view, question, sought)
        if more > count:
            best, count, facets = sought, more, others
    return best, count, facets


def _looser(view: View, wanted: list[Wanted], places: Limits) -> Iterator[Sought]:
    nearer = [matching.nearer(view, one) for one in wanted]
    if nearer != wanted:
        yield replace(_strictly(view, nearer, places), loosened=True)
    sizes = [one for one in nearer if one.part.measures and not one.part.exact]
    things = [one for one in nearer if one not in sizes]
    if sizes and things:
        # Another size is nearer than another thing.
        scored = [matching.scored(view, one, 1) for one in sizes]
        yield replace(_strictly(view, things, [*places, *scored]), wanted=tuple(nearer), loosened=True)
    wider = [matching.broader(view, one) for one in things]
    # "Dry skin" is no thing of two words: what is for the skin is nearer than what is dry.
    words = [word for one in wider for word in ((one,) if matching.is_purpose(one.part) else one.words or (one,))]
    if len(words) < 2:
        if wider != things:
            yield replace(_strictly(view, wider, places), loosened=True, wider=True)
        return
    also = [*places, *(matching.scored(view, one, 1) for one in wider)]
    yield Sought(
        classes=(
            Class(lambda limits: matching.most_of([matching.scored(view, one, 1) for one in words], limits, also)),
        ),
        met=lambda limits: matching.most_of([matching.met(view, one) for one in words], limits),
        wanted=tuple(wider),
        loosened=True,
    )


def _count(view: View, question: Question, sought: Sought) -> tuple[int, Facets]:
    return count_and_facets(view, question, lambda chosen: sought.met(matching.through(view, question.kinds, chosen)))


def _strictly(view: View, wanted: Sequence[Wanted], places: Limits) -> Sought:
    def at_least(least: int) -> Class:
        def query(limits: Limits) -> tantivy.Query:
            return matching.every_scored(view, wanted, least, limits, places)

        return Class(query, tuple(wanted), least, alone=not places)

    return Sought(
        classes=tuple(at_least(least) for least in matching.CLASSES),
        met=lambda limits: matching.every_met(view, wanted, limits),
        wanted=tuple(wanted),
    )


def _best(view: View, question: Question, sought: Sought, limits: Limits, count: int) -> tuple[list[Row], str | None]:
    """The page in the order of classes, then of score; the first window without a crowd of one seller."""
    size, start = cursor.size_of(question), cursor.start_of(question, "best")
    end = start + size
    window = max(end, WINDOW) if start < WINDOW else end
    ranked: list[Row] = []
    for hits in _by_class(view, sought, limits, count, window):
        ranked = _joined(ranked, hits) if ranked else hits
        if len(ranked) >= min(window, count):
            break
    if start < WINDOW and question.filter.cooperative is None:
        ranked = _spread(view, ranked[:WINDOW], size) + ranked[WINDOW:]
    page = ranked[start:end]
    more = count > end and len(page) == size and end + size <= cursor.MOST_PAGED
    return page, cursor.write("best", end) if more else None


def _by_class(view: View, sought: Sought, limits: Limits, count: int, window: int) -> Iterator[list[Row]]:
    """The best of each class, the first class first. A class that nothing can be in, or that has no others than the
    one before, is not asked."""
    single = len(sought.wanted) < 2 and count < SCORED_AT_ONCE and not sought.loosened
    before: tuple[Any, ...] = ()
    for one in sought.classes[-1:] if single else sought.classes:
        sizes = tuple(lists.sizes(view, part, one.least) for part in one.wanted)
        if one.least and not single and (sizes == before or not all(map(lists.is_possible, sizes))):
            continue
        before = sizes
        if len(sizes) == 1 and one.alone and not single and sizes[0][0] > LONG_LIST:
            yield _of_one(view, one, limits, window)
        else:
            yield _scored(view, one.query(limits), window)


def _scored(view: View, query: tantivy.Query, window: int) -> list[Row]:
    hits: list[Row] = view.searcher.search(query, window, count=False, weight_by_field="quality").hits
    return hits


def _of_one(view: View, one: Class, limits: Limits, window: int) -> list[Row]:
    """Of a class of one part that very many have: what is worth most is read first, as long as what is worth less could
    come before any of it."""
    part = one.wanted[0]
    for worth, next_worth in lists.steps(view, part, one.least, window * 8):
        hits = _scored(view, matching.all_of([matching.scored(view, part, one.least, worth), *limits]), window)
        if len(hits) == window and hits[-1][0] >= next_worth * HIGHEST:
            return hits
    return _scored(view, one.query(limits), window)


def _joined(ranked: list[Row], hits: list[Row]) -> list[Row]:
    """Those of a wider class after those of the one before, each once."""
    seen = {(address.segment_ord, address.doc) for _, address in ranked}
    return ranked + [hit for hit in hits if (hit[1].segment_ord, hit[1].doc) not in seen]


def _spread(view: View, ranked: list[Row], size: int) -> list[Row]:
    sellers = view.searcher.fast_field_values("seller", [address for _, address in ranked]) if ranked else []
    rows = [(score, seller, address) for (score, address), seller in zip(ranked, sellers, strict=True)]
    return [(score, address) for score, _, address in ranking.spread(rows, size)]


def _list(view: View, question: Question, sort: str, limits: Limits) -> Found:
    """Without words: all that the filter lets through, page after page by the place of the last one."""
    places = matching.near(view, places_near(question.near))
    # A point for all, so that quality has something to weigh.
    base = tantivy.Query.const_score_query(tantivy.Query.all_query(), 1.0)
    everything = Sought((Class(lambda limits: matching.all_of([base, *limits], places)),), matching.all_of)
    count, facets = _count(view, question, everything)
    if sort == "best" and places:
        rows, following = _best(view, question, everything, limits, count)
    else:
        rows, following = _sorted(view, question, sort, matching.all_of(limits), count)
    hits = [Hit(*_uid(view, address)) for _, address in rows]
    return Found(hits=hits, count=count, facets=facets, next=following)


def _sorted(view: View, question: Question, sort: str, met: tantivy.Query, count: int) -> tuple[list[Row], str | None]:
    """A page by one column. A cursor says after which value; only a page by number counts what lies before it."""
    size, column, down = cursor.size_of(question), COLUMN[sort], DOWN[sort]
    offset, place = 0, None
    if question.after:
        place = cursor.read(f"by {sort}", question.after, 1)[0]
    else:
        offset = cursor.start_of(question, sort)
    order = tantivy.Order.Desc if down else tantivy.Order.Asc
    # Of a long list a piece is read, and a longer one where too little of what is looked for lies in it.
    part = 4 * (offset + size + 1) / max(1, count)
    while True:
        end = lists.bound(view, column, down, place, part)
        piece, part = matching.between(view, column, place, end, down, met), part * 8
        hits = view.searcher.search(piece, size + 1, count=False, order_by_field=column, order=order, offset=offset)
        rows: list[Row] = hits.hits
        if end is None or len(rows) > size:
            break
    page = rows[:size]
    following = None
    if rows[size:]:
        last = view.searcher.fast_field_values(column, [page[-1][1]])[0]
        following = cursor.write(f"by {sort}", int(last or 0))
    return page, following


def _uid(view: View, address: tantivy.DocAddress) -> tuple[str, str]:
    kind, _, key = str(view.searcher.doc(address).get_first("uid") or CURSOR).partition(":")
    return kind, key
