"""Finding: every word asked for must begin a word of the entry, in any language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from twiza.search.models import Entry, Word
from twiza.search.terms import asked


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing whose name begins like what was typed; `names` by language, for `kernel.text.pick`."""

    kind: str
    key: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class IndexState:
    """How many entries there are, and when the oldest and the newest of them were written."""

    entries: int
    oldest_at: datetime | None
    newest_at: datetime | None
    by_kind: dict[str, int]


def _matching(wanted: list[tuple[str, ...]], kinds: Iterable[str] | None) -> QuerySet[Entry]:
    rows = Entry.objects.all()
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    places = []
    for forms in wanted:
        begins = Q()
        for form in forms:
            begins |= Q(token__begins=form)
        places.append(Word.objects.filter(begins).values("entry"))
    # One set, computed once: with a condition a word, PostgreSQL may choose to look each entry up.
    return rows.filter(pk__in=places[0].intersection(*places[1:]) if places[1:] else places[0])


def _ranked(rows: QuerySet[Entry], wanted: list[tuple[str, ...]]) -> QuerySet[Entry]:
    """A whole word of the name counts three, a beginning of one two, a word of the description nothing."""
    score: Combinable = Value(0)
    for forms in wanted:
        whole, begun = Q(), Q()
        for form in forms:
            whole |= Q(names__contains=f" {form} ")
            begun |= Q(names__contains=f" {form}")
        score = score + Case(When(whole, then=3), When(begun, then=2), default=0, output_field=IntegerField())
    return rows.annotate(score=score).order_by(F("score").desc(), "-weight", "pk")


def find(text: str, *, kinds: Iterable[str] | None = None, limit: int = 24, offset: int = 0) -> list[Hit]:
    """The things that have all the words, the best first: in the name before elsewhere, then by weight.

    Nothing to look for (empty, only punctuation) finds nothing.
    """
    wanted = asked(text)
    if not wanted or limit <= 0:
        return []
    rows = _ranked(_matching(wanted, kinds), wanted)[max(offset, 0) : max(offset, 0) + limit]
    return [Hit(kind, key) for kind, key in rows.values_list("kind", "key")]


def count(text: str, *, kinds: Iterable[str] | None = None) -> int:
    """How many things `find` would give in all."""
    wanted = asked(text)
    return _matching(wanted, kinds).count() if wanted else 0


def suggest(prefix: str, limit: int = 8, *, kinds: Iterable[str] | None = None) -> list[Suggestion]:
    """Things to offer while somebody types: all words must begin words of the name."""
    wanted = asked(prefix)
    if not wanted or limit <= 0:
        return []
    rows = _matching(wanted, kinds)
    for forms in wanted:
        in_name = Q()
        for form in forms:
            in_name |= Q(names__contains=f" {form}")
        rows = rows.filter(in_name)
    found = _ranked(rows, wanted).values_list("kind", "key", "titles")[:limit]
    return [Suggestion(kind, key, titles) for kind, key, titles in found]


def index_state() -> IndexState:
    """What the index holds; the facts that it has not heard of yet are the plumbing's `facts_backlog`."""
    kinds = dict(Entry.objects.values_list("kind").annotate(Count("pk")).order_by("kind"))
    moments = Entry.objects.aggregate(oldest=Min("indexed_at"), newest=Max("indexed_at"))
    return IndexState(sum(kinds.values()), moments["oldest"], moments["newest"], kinds)


def indexed_keys(kind: str) -> set[str]:
    """The keys of all things of a kind that the index holds: for a check against what should be there."""
    return set(Entry.objects.filter(kind=kind).values_list("key", flat=True))
