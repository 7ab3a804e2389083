"""The words of the open figures: kinds of problem, regions, outcomes, answers, levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twiza.complaints import api as complaints
from twiza.geography import api as geography
from twiza.kernel.text import pick
from twiza.observatory.api import OTHER, Guarded


@dataclass(frozen=True)
class ShownTable:
    """A table in words: `rows` are (words, cells, total); a cell is None where it is kept back."""

    name: str
    title: str
    columns: list[str]
    rows: list[tuple[str, list[int | None], int]]
    totals: list[int]
    total: int


def shown(name: str, table: Guarded) -> ShownTable:
    rows = [
        (_kind(kind), list(cells), total)
        for kind, cells, total in zip(table.rows, table.cells, table.row_totals, strict=True)
    ]
    columns = [_columns(name)(column) for column in table.columns]
    return ShownTable(name, _title(name), columns, rows, list(table.column_totals), table.total)


def headings(name: str, kind: str, column: str) -> tuple[str, str, str]:
    """A row of the file in words: kind of problem, by what, which group."""
    return _kind(kind), _title(name), _columns(name)(column)


def _title(name: str) -> str:
    return {
        "region": _("By region of the buyer"),
        "outcome": _("By outcome"),
        "answer": _("Answered in time?"),
        "level": _("Who was asked to solve it"),
    }[name]


def _kind(code: str) -> str:
    return _("other kinds") if code == OTHER else str(complaints.problems().problem(code).words)


def _columns(name: str) -> Callable[[str], str]:
    if name == "region":
        names = {region.code: region.names for region in geography.regions()}
        return lambda code: _("other regions") if code == OTHER else pick(names[code], get_language() or "ar")
    words = _words(name)
    return lambda code: _("others") if code == OTHER else str(words.get(code, code))


def _words(name: str) -> dict[str, Any]:
    if name == "level":
        return dict(complaints.Level.choices)
    if name == "outcome":
        return dict(complaints.Outcome.choices) | {"open": _("not ended yet")}
    return {
        "in_time": _("in time"),
        "late": _("late, or not at all"),
        "not_due": _("ended before an answer was due"),
    }
