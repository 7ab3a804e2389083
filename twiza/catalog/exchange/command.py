"""The import as the command line runs it: here and now, with a progress bar, and a summary at the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, gettext

from twiza.catalog.exchange import run as exchange
from twiza.catalog.exchange.catalogue import read_catalogue
from twiza.catalog.exchange.queries import outcomes_of
from twiza.catalog.exchange.report import OUTCOMES, Progress, RowOutcome
from twiza.catalog.exchange.run import allow_apply, apply_run, keep_run, take_as_checked
from twiza.catalog.models import ImportRun
from twiza.cooperatives.api import Cooperative
from twiza.kernel.refusals import NotFound


def run_import(
    path: str,
    *,
    cooperative_slug: str | None,
    dry_run: bool,
    now: datetime,
    format: str = "auto",
    language: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """{"created", "changed", "unchanged", "refused", "errors": [a sentence for each refused row]…}.

    Without a cooperative a dry run is made: as for one without products. A SheetRefused where the sheet can't be read
    as a whole; NotFound for an unknown cooperative.
    """
    data, name = Path(path).read_bytes(), Path(path).name
    language = language or (get_language() or "ar")[:2]
    cooperative_id = _cooperative(cooperative_slug)
    if dry_run or cooperative_id is None:
        report = exchange.dry_run(
            data=data, cooperative_id=cooperative_id, now=now, format=format, language=language, progress=progress
        )
        return _summary(report.counts, report.outcomes) | {"format": report.format, "dry_run": True}
    run = _apply(data, name, cooperative_id, now, format, language, progress)
    summary = _summary(run.summary["counts"], outcomes_of(run))
    return summary | {"format": run.format, "dry_run": False, "run": run.pk}


def _apply(
    data: bytes, name: str, cooperative_id: int, now: datetime, format: str, language: str, progress: Progress | None
) -> ImportRun:
    catalogue = read_catalogue(data, format=format, language=language)
    with transaction.atomic():
        run = keep_run(cooperative_id=cooperative_id, data=data, name=name, by=None, format=format, language=language)
        take_as_checked(run, catalogue)
        allow_apply(run, by=None)
    apply_run(run, now=now, progress=progress, catalogue=catalogue)
    return run


def _cooperative(slug: str | None) -> int | None:
    if slug is None:
        return None
    found = Cooperative.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound()
    return found


def _summary(counts: dict[str, int], outcomes: Iterable[RowOutcome]) -> dict[str, Any]:
    errors = [
        gettext("Row %(row)s (%(sku)s): %(why)s") % {"row": o.row, "sku": o.sku or "—", "why": o.why}
        for o in outcomes
        if o.outcome == "refused"
    ]
    return {name: counts[name] for name in (*OUTCOMES, "warned")} | {"errors": errors}
