"""Catalogues in and out, as sheets. Repeatable: a row is known by its SKU.

    run = start_import(cooperative_id=…, data=…, name="products.xlsx", by=person)     # the worker makes the dry run
    card = import_run_card(cooperative_id=…, run_id=run.pk)                           # progress, then the counts
    page = import_rows(cooperative_id=…, run_id=run.pk, outcome="refused", page=1)    # rows and why
    file = corrected_sheet(cooperative_id=…, run_id=run.pk, language="fr")            # the same rows, with why, as XLSX
    apply_import(cooperative_id=…, run_id=run.pk, by=person)                          # the worker applies it

A sheet as a whole is refused with a `SheetRefused` (raised by start_import where that is seen at once; later it stands
in `card.error`, in the reader's language). One bad row never blocks the good ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from twiza.catalog.exchange.reasons import Reason
from twiza.catalog.exchange.report import ImportReport, RowOutcome
from twiza.catalog.models import ImportRun
from twiza.kernel.refusals import Refusal

FORMATS = ("auto", "twiza", "woocommerce", "shopify", "spree", "bagisto", "medusa", "oscar")
Progress = Callable[[int, int], None]  # done, total (rows)


class SheetRefused(Refusal):
    """The sheet as a whole can't be read; str() says why."""


@dataclass(frozen=True, slots=True)
class ImportRunCard:
    """`status`: reading, checked, applying, applied, failed. `percent` 0..100 is of the step that runs."""

    id: int
    name: str
    format: str
    status: str
    rows: int
    done: int
    percent: int
    counts: dict[str, int]  # created, changed, unchanged, refused, joined, warned
    ignored_columns: tuple[str, ...]
    error: str
    created_at: datetime
    applied_at: datetime | None
    can_apply: bool


@dataclass(frozen=True, slots=True)
class RowsPage:
    items: tuple[RowOutcome, ...]
    count: int
    page: int
    pages: int


def start_import(
    *, cooperative_id: int, data: bytes, name: str, by: Any, format: str = "auto", language: str = "ar"
) -> ImportRun:
    """Keep the file and let the worker make the dry run. `language`: of texts whose column doesn't say."""
    raise NotImplementedError


def dry_run(
    *,
    data: bytes,
    name: str,
    cooperative_id: int | None,
    format: str = "auto",
    language: str = "ar",
    progress: Progress | None = None,
) -> ImportReport:
    """What an import would do; writes nothing. Without a cooperative: as for one without products."""
    raise NotImplementedError


def apply_import(*, cooperative_id: int, run_id: int, by: Any) -> None:
    """Let the worker apply a checked run. Refuses a run that isn't checked (MoveRefused)."""
    raise NotImplementedError


def import_run_card(*, cooperative_id: int, run_id: int) -> ImportRunCard:
    """NotFound for another cooperative's run."""
    raise NotImplementedError


def runs_of_cooperative(cooperative_id: int, *, most: int = 20) -> list[ImportRunCard]:
    raise NotImplementedError


def import_rows(
    *, cooperative_id: int, run_id: int, outcome: str | None = None, page: int = 1, page_size: int = 50
) -> RowsPage:
    """A page of the outcomes; `outcome` is one of created, changed, unchanged, refused, joined, or warned."""
    raise NotImplementedError


def corrected_sheet(*, cooperative_id: int, run_id: int, language: str) -> bytes:
    """XLSX: the sheet's own columns, led by what became of each row and why. It can be corrected and given in again."""
    raise NotImplementedError


def export_catalogue(*, cooperative_id: int, language: str, kind: str = "csv") -> Iterator[bytes]:
    """All products of a cooperative as our own sheet; `kind` csv or xlsx. Imported again, it changes nothing."""
    raise NotImplementedError


def template_sheet(language: str, kind: str = "xlsx") -> bytes:
    """The empty sheet with headings in `language`, an example row and (XLSX) a sheet of notes."""
    raise NotImplementedError


def run_import(
    path: str,
    *,
    cooperative_slug: str | None,
    dry_run: bool,
    format: str = "auto",
    progress: Progress | None = None,
) -> dict[str, Any]:
    """For the command line: {"created", "changed", "unchanged", "refused", "errors": [sentence…]} and more."""
    raise NotImplementedError


__all__ = [
    "FORMATS",
    "ImportReport",
    "ImportRunCard",
    "Reason",
    "RowOutcome",
    "RowsPage",
    "SheetRefused",
    "apply_import",
    "corrected_sheet",
    "dry_run",
    "export_catalogue",
    "import_rows",
    "import_run_card",
    "run_import",
    "runs_of_cooperative",
    "start_import",
    "template_sheet",
]
