"""What the worker does of an import."""

from __future__ import annotations

from datetime import datetime

from twiza.catalog.exchange.run import apply_run, check_run
from twiza.catalog.models import ImportRun
from twiza.plumbing.api import job, report_progress


@job(retries=5, atomic=False)
def check_import(import_id: int, now: datetime, run_id: int) -> None:
    """The dry run of a file; done again from the start when the worker was killed."""
    run = ImportRun.objects.get(pk=import_id)
    check_run(run, now=now, progress=lambda done, total: report_progress(run_id, done, total))


@job(retries=5, atomic=False)
def carry_out_import(import_id: int, now: datetime, run_id: int) -> dict[str, int]:
    """Apply a checked file, going on after the last chunk that committed."""
    run = ImportRun.objects.get(pk=import_id)
    apply_run(run, now=now, progress=lambda done, total: report_progress(run_id, done, total))
    counts: dict[str, int] = run.summary.get("counts", {})
    return counts
