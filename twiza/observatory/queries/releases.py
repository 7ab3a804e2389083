"""What was published, to read and to take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from twiza.freshness.api import note
from twiza.kernel.refusals import NotFound
from twiza.observatory.models import Release
from twiza.observatory.queries.secrecy import Guarded
from twiza.observatory.terms import TABLES


@dataclass(frozen=True)
class ReleaseView:
    """`tables` by what each crosses with the kind of problem; `total` is None where it is under `least_cell`."""

    quarter: str
    first_day: date
    last_day: date
    made_at: datetime
    least_cell: int
    total: int | None
    tables: dict[str, Guarded]

    def rows(self) -> Iterator[tuple[str, str, str, str, int | None]]:
        """Every cell as (quarter, by, kind, column, count or None where kept back)."""
        for by, table in self.tables.items():
            for kind, cells in zip(table.rows, table.cells, strict=True):
                for column, count in zip(table.columns, cells, strict=True):
                    yield self.quarter, by, kind, column, count


def releases() -> list[ReleaseView]:
    """Every release, the newest first: four a year."""
    note("figures")
    return [_view(row) for row in Release.objects.all()]


def release(quarter: str) -> ReleaseView:
    """NotFound where nothing was published for it."""
    note("figures")
    if row := Release.objects.filter(quarter=quarter).first():
        return _view(row)
    raise NotFound(quarter)


def _view(row: Release) -> ReleaseView:
    tables = {name: _table(row.tables[name]) for name in TABLES if row.tables.get(name)}
    return ReleaseView(row.quarter, row.first_day, row.last_day, row.made_at, row.least_cell, row.total, tables)


def _table(kept: dict[str, Any]) -> Guarded:
    cells = tuple(map(tuple, kept["cells"]))
    return Guarded(
        tuple(kept["rows"]), tuple(kept["columns"]), cells, tuple(kept["row_totals"]), tuple(kept["column_totals"])
    )
