"""Finding by a plain query over the entries: what answers while this machine has no sound replica. The same words,
the same filters and the same pages; slower, without spelling and near words, and ranked by names alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from twiza.search.models import Entry
from twiza.search.queries import cursor
from twiza.search.queries.shapes import Filter, Found, Hit, Question, Suggestion
from twiza.search.queries.words import plain_forms

MOST_COUNTED = 20_000
Forms = list[tuple[str, ...]]


def find(question: Question) -> Found:
    """A page of what has all the words; see `api.find`."""
    sort = cursor.sort_of(question)
    wanted = plain_forms(question.text, question.language)
    if question.text.strip() and not wanted:
        return Found()
    size = cursor.size_of(question)
    rows = _matching(wanted, question.kinds).filter(_through(question.filter))
    if sort == "best" and wanted:
        start = cursor.start_of(question, sort)
        page = list(_sorted(rows, sort, wanted)[start : start + size + 1].values_list("kind", "key"))
        following = cursor.write(sort, start + size) if page[size:] else None
    else:
        page, following = _listed(rows, question, sort, size)
    return Found(
        hits=[Hit(kind, key) for kind, key in page[:size]],
        count=rows.count(),
        facets=_facets(question, wanted) if question.facets else {},
        next=following,
    )


def _listed(
    rows: QuerySet[Entry], question: Question, sort: str, size: int
) -> tuple[list[tuple[str, str]], str | None]:
    """A page by one column, with cursors that the replica understands as well, and the other way round."""
    start = 0
    if question.after:
        place = cursor.read(f"by {sort}", question.after, 1)[0]
        value, last = place >> 31, place & (2**31 - 1)
        if sort == "new":
            moment = datetime.fromtimestamp(min(value, 2**32 - 1), UTC)
            rows = rows.filter(fresh_at__lt=moment + timedelta(seconds=1)).exclude(fresh_at__gte=moment, pk__gte=last)
        elif sort == "best":
            rows = rows.filter(
                Q(in_stock=False, pk__lt=last) if not place >> 62 else Q(in_stock=False) | Q(pk__lt=last)
            )
        else:
            past = "gt" if sort == "price" else "lt"
            same = Q(price_centimes=value, **{f"pk__{past}": last})
            rows = rows.filter(Q(**{f"price_centimes__{past}": value}) | same)
    else:
        start = cursor.start_of(question, sort)
    columns = ("kind", "key", "pk", "in_stock", "fresh_at", "price_centimes")
    page = list(_sorted(rows, sort, []).values_list(*columns)[start : start + size + 1])
    following = None
    if page[size:]:
        _, _, pk, in_stock, fresh_at, price = page[size - 1]
        value = {
            "best": (in_stock << 31) | 1_000_000,
            "new": int(fresh_at.timestamp()) if fresh_at else 0,
        }.get(sort, price or 0)
        following = cursor.write(f"by {sort}", (value << 31) | pk)
    return [row[:2] for row in page], following


def suggest(prefix: str, language: str, kinds: Iterable[str], limit: int) -> list[Suggestion]:
    """Things whose names have words beginning with all the words typed."""
    wanted = plain_forms(prefix, language)
    if not wanted or limit <= 0:
        return []
    rows = Entry.objects.filter(kind__in=list(kinds), gone=False)
    for forms in wanted:
        rows = rows.filter(_begins("name_words", forms))
    found = _sorted(rows, "best", wanted).values_list("kind", "key", "names")[:limit]
    return [Suggestion(kind, key, names) for kind, key, names in found]


def _begins(column: str, forms: Iterable[str]) -> Q:
    some = Q()
    for form in forms:
        some |= Q(**{f"{column}__contains": f" {form}"})
    return some


def _matching(wanted: Forms, kinds: Iterable[str]) -> QuerySet[Entry]:
    rows = Entry.objects.filter(kind__in=list(kinds), gone=False)
    for forms in wanted:
        rows = rows.filter(_begins("name_words", forms) | _begins("words", forms))
    return rows


def _through(chosen: Filter) -> Q:
    through = Q()
    for column, value in (
        ("region", chosen.region),
        ("province", chosen.province),
        ("commune", chosen.commune),
        ("cooperative", chosen.cooperative),
        ("price_centimes__gte", chosen.min_centimes),
        ("price_centimes__lte", chosen.max_centimes),
        ("categories__contains", f" {chosen.category} " if chosen.category is not None else None),
        ("designations__contains", f" {chosen.designation} " if chosen.designation is not None else None),
        ("in_stock", True if chosen.in_stock else None),
    ):
        if value is not None:
            through &= Q(**{column: value})
    return through


def _sorted(rows: QuerySet[Entry], sort: str, wanted: Forms) -> QuerySet[Entry]:
    """Best: a whole word of the name counts three, a beginning of one two, a word elsewhere nothing."""
    if sort == "new":
        return rows.order_by(F("fresh_at").desc(nulls_last=True), "-pk")
    if sort == "price":
        return rows.order_by(F("price_centimes").asc(nulls_last=True), "pk")
    if sort == "price_down":
        return rows.order_by(F("price_centimes").desc(nulls_last=True), "-pk")
    if not wanted:
        return rows.order_by("-in_stock", "-pk")
    score: Combinable = Value(0, output_field=IntegerField())
    for forms in wanted:
        whole = Q()
        for form in forms:
            whole |= Q(name_words__contains=f" {form} ")
        begun = _begins("name_words", forms)
        score = score + Case(When(whole, then=3), When(begun, then=2), default=0, output_field=IntegerField())
    return rows.annotate(score=score).order_by("-score", "-in_stock", F("fresh_at").desc(nulls_last=True), "-pk")


def _facets(question: Question, wanted: Forms) -> dict[str, list[tuple[str, int]]]:
    """Counted under the whole filter, over the first 20,000."""
    rows = _matching(wanted, question.kinds).filter(_through(question.filter)).order_by()
    columns = ("categories", "designations", "region", "province", "commune", "cooperative", "in_stock")
    counts: dict[str, Counter[str]] = {name: Counter() for name in columns}
    for row in rows.values_list(*columns)[:MOST_COUNTED]:
        for name, value in zip(columns, row, strict=True):
            codes = value.split() if isinstance(value, str) else ["1"] * value
            counts[name].update(codes)
    named = {"categories": "category", "designations": "designation"}
    facets = {named.get(name, name): found.most_common() for name, found in counts.items()}
    span: dict[str, Any] = rows.aggregate(low=Min("price_centimes"), high=Max("price_centimes"))
    if span["low"] is not None:
        facets["price"] = [("lowest", span["low"]), ("highest", span["high"])]
    return facets
