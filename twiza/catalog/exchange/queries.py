"""A cooperative's runs, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from twiza.catalog.exchange.refusals import SheetRefused
from twiza.catalog.exchange.report import RowOutcome
from twiza.catalog.models import ImportRun
from twiza.kernel.refusals import NotFound


@dataclass(frozen=True, slots=True)
class ImportRunCard:
    """`status`: reading, checked, applying, applied, failed. `percent` 0..100 is of the step that runs.

    `counts`: created, changed, unchanged, refused, joined, warned. `error`: why the whole sheet was refused, in the
    language that is active.
    """

    id: int
    name: str
    format: str
    status: str
    rows: int
    done: int
    percent: int
    counts: dict[str, int]
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


def run_of_cooperative(cooperative_id: int, run_id: int) -> ImportRun:
    """NotFound for another cooperative's run."""
    runs = ImportRun.objects.select_related("file", "by")
    if run := runs.filter(cooperative=cooperative_id, pk=run_id).first():
        return run
    raise NotFound()


def import_run_card(*, cooperative_id: int, run_id: int) -> ImportRunCard:
    """NotFound for another cooperative's run."""
    return _card(run_of_cooperative(cooperative_id, run_id))


def runs_of_cooperative(cooperative_id: int, *, most: int = 20) -> list[ImportRunCard]:
    """The newest first."""
    runs = ImportRun.objects.filter(cooperative=cooperative_id).select_related("file").order_by("-pk")
    return [_card(run) for run in runs[:most]]


def import_rows(
    *, cooperative_id: int, run_id: int, outcome: str | None = None, page: int = 1, page_size: int = 50
) -> RowsPage:
    """A page of the outcomes by row; `outcome`: one of created, changed, unchanged, refused, joined, or warned."""
    rows = [
        row
        for row in outcomes_of(run_of_cooperative(cooperative_id, run_id))
        if outcome is None or row.outcome == outcome or (outcome == "warned" and row.warned)
    ]
    pages = max(1, -(-len(rows) // page_size))
    page = min(max(page, 1), pages)
    start = (page - 1) * page_size
    return RowsPage(tuple(rows[start : start + page_size]), len(rows), page, pages)


def outcomes_of(run: ImportRun) -> list[RowOutcome]:
    """Of the application once it ended, before that of the dry run; by row."""
    applied = run.status == ImportRun.Status.APPLIED
    chunks = run.chunks.filter(applied=applied).values_list("outcomes", flat=True)
    return sorted((RowOutcome.from_list(kept) for chunk in chunks for kept in chunk), key=lambda o: o.row)


def _card(run: ImportRun) -> ImportRunCard:
    status, summary = run.status, run.summary
    ended = status in (ImportRun.Status.CHECKED, ImportRun.Status.APPLIED, ImportRun.Status.FAILED)
    counts = summary.get("counts", {})
    return ImportRunCard(
        id=run.pk,
        name=run.file.name,
        format=run.format,
        status=status,
        rows=run.rows,
        done=run.done,
        percent=100 if ended else run.done * 100 // max(run.rows, 1),
        counts=counts,
        ignored_columns=tuple(summary.get("ignored", ())),
        error=str(SheetRefused.rebuild(summary["refusal"])) if "refusal" in summary else "",
        created_at=run.created_at,
        applied_at=run.applied_at,
        can_apply=status == ImportRun.Status.CHECKED and any(counts.get(n) for n in ("created", "changed")),
    )
