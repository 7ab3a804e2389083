"""Why a hit stands where it stands: the arithmetic of `ranking`, done again on its row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from twiza.search.models import Entry
from twiza.search.queries.documents import COLUMNS, Row, fields_of, tiers_of, wider
from twiza.search.queries.matching import Form, Wanted
from twiza.search.queries.places import places_near
from twiza.search.queries.shapes import Hit, Question, Why
from twiza.search.terms.analysis import Words

Fields = Sequence[tuple[str, Words]]
Tiers = dict[str, dict[str, int]]

_WORDS = {"exact": "exact", "stem": "stems", "concept": "concepts", "measure": "measures", "key": "keys"}


def explained(hits: Sequence[Hit], wanted: Sequence[Wanted], question: Question, now: datetime) -> list[Hit]:
    """The hits with their `why`. One query."""
    kinds, keys = {hit.kind for hit in hits}, [hit.key for hit in hits]
    found = Entry.objects.filter(kind__in=kinds, key__in=keys, gone=False).values_list(*COLUMNS)
    rows = {(row.kind, row.key): row for row in (Row(*columns) for columns in found)}
    return [
        Hit(hit.kind, hit.key, _why(there, wanted, question, now) if (there := rows.get((hit.kind, hit.key))) else None)
        for hit in hits
    ]


def _why(row: Row, wanted: Sequence[Wanted], question: Question, now: datetime) -> Why:
    fields = fields_of(row)
    tiers = tiers_of(row, fields)
    parts = [told for one in wanted for told in _told(one, fields, tiers)]
    total = sum(points for *_, points in parts) or 1.0
    near = sum(points for name, code, points in places_near(question.near) if code and getattr(row, name) == code)
    factors = [(name, round(factor, 4), _of(row, name)) for name, factor in row.quality.factors(now) if factor != 1.0]
    if near:
        factors.append(("near", round(1 + near / total, 4), row.commune))
    return Why(round((total + near) * row.quality.score(now), 4), tuple(parts), tuple(factors))


def _told(wanted: Wanted, fields: Fields, tiers: Tiers) -> list[tuple[str, str, tuple[str, ...], float]]:
    """How a part was met: by the best of its forms, or, a phrase, by its words."""
    by_form = max(_met(wanted.forms, tiers), default=(0.0, None), key=lambda pair: pair[0])
    by_words = [told for word in wanted.words for told in _told(word, fields, tiers)]
    points, form = by_form
    if len(by_words) >= len(wanted.words) > 0 and sum(told[3] for told in by_words) > points:
        return by_words
    if form is None:
        return []
    names = tuple(name for name, words in fields if form.token in _tokens(words, form.level))
    return [(wanted.part.text, form.how, names, round(points, 2))]


def _tokens(words: Words, level: str) -> tuple[str, ...]:
    return wider(words.concepts) if level == "wide" else getattr(words, _WORDS[level])


def _met(forms: Iterable[Form], tiers: Tiers) -> Iterable[tuple[float, Form]]:
    for form in forms:
        if tier := tiers.get(form.level, {}).get(form.token):
            yield tier * form.factor, form


def _of(row: Row, factor: str) -> str:
    """What a factor is made of, as it stands in the row."""
    told = {
        "fresh": f"{row.fresh_at:%Y-%m-%d}" if row.fresh_at else "",
        "sales": str(row.sold),
        "stars": f"{row.stars_sum}/{row.reviews}",
    }
    return told.get(factor, "")
