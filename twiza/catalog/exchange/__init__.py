"""Catalogues in and out, as sheets. Repeatable: a row is known by its SKU.

    run = start_import(cooperative_id=…, data=…, name="products.xlsx", by=person)     # the worker makes the dry run
    card = import_run_card(cooperative_id=…, run_id=run.pk)                           # progress, then the counts
    page = import_rows(cooperative_id=…, run_id=run.pk, outcome="refused", page=1)    # rows and why
    file = corrected_sheet(cooperative_id=…, run_id=run.pk, language="fr")            # the same rows, with why, as XLSX
    apply_import(cooperative_id=…, run_id=run.pk, by=person)                          # the worker applies it

A sheet as a whole is refused with a `SheetRefused`: raised by `dry_run`, `corrected_sheet` and, where the file is too
large, by `start_import`; of a run it stands in `card.error`, in the reader's language. One bad row never blocks the
good ones. New products arrive as drafts; those known by their SKU keep their state. An empty cell changes nothing.

Inside, from the file to the tables: `sheets` (bytes → rows) · `formats` (rows → cells by our columns) · `goods`
(cells → values) · `catalogue` (rows → products) · `shelf` (what is there) · `plan` (what would be) ·
`write` · `run` · `work`.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from twiza.catalog.exchange.command import run_import
from twiza.catalog.exchange.corrected import corrected_sheet
from twiza.catalog.exchange.export import export_catalogue
from twiza.catalog.exchange.formats import FORMATS
from twiza.catalog.exchange.queries import (
    ImportRunCard,
    RowsPage,
    import_rows,
    import_run_card,
    run_of_cooperative,
    runs_of_cooperative,
)
from twiza.catalog.exchange.reasons import Reason
from twiza.catalog.exchange.refusals import SheetRefused
from twiza.catalog.exchange.report import ImportReport, RowOutcome
from twiza.catalog.exchange.run import allow_apply, dry_run, keep_run
from twiza.catalog.exchange.template import template_sheet
from twiza.catalog.exchange.work import carry_out_import, check_import
from twiza.catalog.models import ImportRun


@transaction.atomic
def start_import(
    *, cooperative_id: int, data: bytes, name: str, by: Any, format: str = "auto", language: str = "ar"
) -> ImportRun:
    """Keep the file and let the worker make the dry run. `language`: of texts whose column doesn't say.

    Refuses a file above 50 MB; whatever else is wrong with it, the run's card says.
    """
    run = keep_run(cooperative_id=cooperative_id, data=data, name=name, by=by, format=format, language=language)
    check_import.enqueue(key=f"check-import-{run.pk}", import_id=run.pk)
    return run


@transaction.atomic
def apply_import(*, cooperative_id: int, run_id: int, by: Any) -> None:
    """Let the worker apply a checked run. MoveRefused unless it is checked; NotFound for a stranger's."""
    run = run_of_cooperative(cooperative_id, run_id)
    allow_apply(run, by=by)
    carry_out_import.enqueue(key=f"apply-import-{run.pk}", import_id=run.pk)


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
