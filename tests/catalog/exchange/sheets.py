"""Sheets as people send them, made in memory."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from tests.conftest import NOW
from twiza.catalog.api import ImportReport, RowOutcome, dry_run
from twiza.catalog.exchange.run import allow_apply, apply_run, check_run, keep_run
from twiza.catalog.models import ImportRun

Rows = Sequence[Sequence[Any]]
HEAD = ("sku", "name_fr", "price", "stock")


def csv_bytes(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",", newline: str = "\r\n") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return buffer.getvalue().encode(encoding)


def xlsx_bytes(rows: Rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one more file in its archive."""
    buffer = io.BytesIO(workbook)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def look(data: bytes | Rows, cooperative: Any = None, **options: Any) -> ImportReport:
    """A dry run; rows are given as a CSV."""
    if not isinstance(data, bytes):
        data = csv_bytes(data)
    cooperative_id = cooperative.pk if cooperative else None
    return dry_run(data=data, name="sheet", cooperative_id=cooperative_id, now=NOW, **options)


def row(report: ImportReport, number: int) -> RowOutcome:
    return next(outcome for outcome in report.outcomes if outcome.row == number)


def codes(outcome: RowOutcome) -> list[str]:
    return [reason.code for reason in outcome.reasons]


def allowed(cooperative: Any, data: bytes | Rows, **options: Any) -> ImportRun:
    """A run that was checked and allowed, to be applied."""
    if not isinstance(data, bytes):
        data = csv_bytes(data)
    run = keep_run(cooperative_id=cooperative.pk, data=data, name="sheet", by=None, **options)
    check_run(run, now=NOW)
    allow_apply(run, by=None)
    return run


def applied(cooperative: Any, data: bytes | Rows, *, now: Any = NOW, **options: Any) -> dict[str, int]:
    """The counts of a sheet that was applied."""
    run = allowed(cooperative, data, **options)
    apply_run(run, now=now)
    run.refresh_from_db()
    assert run.status == ImportRun.Status.APPLIED
    return {name: n for name, n in run.summary["counts"].items() if n}
