"""A run: the file is kept, checked by the worker, looked at by its cooperative, applied by the worker.

Killed in the middle, nothing is lost or done twice: each chunk of products is one transaction with the outcomes of its
rows and the run's progress, and a run that is taken up again goes on after the last chunk that committed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.catalog.exchange.catalogue import Catalogue, Group, read_catalogue, rows_of
from twiza.catalog.exchange.plan import Planner
from twiza.catalog.exchange.refusals import SheetRefused, TooLarge
from twiza.catalog.exchange.report import OUTCOMES, ImportReport, Progress, RowOutcome
from twiza.catalog.exchange.shelf import Owner, load_shelf, products_of_skus
from twiza.catalog.exchange.states import COOPERATIVE, IMPORT, SYSTEM
from twiza.catalog.exchange.write import carry_out
from twiza.catalog.facts import CatalogueImported
from twiza.catalog.models import ImportChunk, ImportRun
from twiza.plumbing.api import announce, open_file, store_file
from twiza.plumbing.sheets.opening import MOST_MEGABYTES

KEPT_TOGETHER = 500
TRIES = 3


class Overtaken(Exception):
    """Another worker took this run up meanwhile: what this one was about to write must not count."""


def dry_run(
    *,
    data: bytes,
    name: str = "",
    cooperative_id: int | None,
    now: datetime,
    format: str = "auto",
    language: str = "ar",
    progress: Progress | None = None,
) -> ImportReport:
    """What an import would do; writes nothing. Without a cooperative: as for one that has no products yet."""
    catalogue = read_catalogue(data, format=format, language=language)
    owner = Owner.of(cooperative_id, now)
    planner = Planner(owner, catalogue.reader)
    outcomes: list[RowOutcome] = []
    for chunk in catalogue.chunks():
        outcomes += planner.plan(chunk, load_shelf(owner, chunk, lock=False)).outcomes
        if progress:
            progress(len(outcomes), catalogue.rows)
    reading = catalogue.reading
    return ImportReport.of(reading.format.CODE, reading.encoding, outcomes, reading.ignored)


@transaction.atomic
def keep_run(
    *, cooperative_id: int, data: bytes, name: str, by: Any, format: str = "auto", language: str = "ar"
) -> ImportRun:
    """The file and its run, to be checked."""
    if len(data) > MOST_MEGABYTES * 2**20:
        raise TooLarge(most=MOST_MEGABYTES)
    file = store_file(data, name=name, media_type="application/octet-stream")
    return ImportRun.objects.create(cooperative_id=cooperative_id, file=file, format=format, language=language, by=by)


def check_run(run: ImportRun, *, now: datetime, progress: Progress | None = None) -> None:
    """The dry run of a run; a sheet that is refused as a whole ends it with the reason. Safe to run again."""
    if run.status != ImportRun.Status.READING:
        return

    def tell(done: int, total: int) -> None:
        ImportRun.objects.filter(pk=run.pk).update(done=done, rows=total)
        if progress:
            progress(done, total)

    try:
        report = dry_run(
            data=open_file(run.file_id),
            cooperative_id=run.cooperative_id,
            now=now,
            format=run.format,
            language=run.language,
            progress=tell,
        )
    except SheetRefused as refusal:
        with transaction.atomic():
            IMPORT.apply(run, "fail", by=SYSTEM, actor=run.by, summary={"refusal": refusal.as_dict()})
        return
    summary = {"counts": report.counts, "ignored": list(report.ignored_columns), "encoding": report.encoding}
    with transaction.atomic():
        run.chunks.all().delete()
        kept = [o.as_list() for o in report.outcomes]
        ImportChunk.objects.bulk_create(
            ImportChunk(run=run, applied=False, number=start, outcomes=kept[start : start + KEPT_TOGETHER])
            for start in range(0, len(kept), KEPT_TOGETHER)
        )
        IMPORT.apply(
            run, "check", by=SYSTEM, actor=run.by, summary=summary, format=report.format, rows=report.rows, done=0
        )


def allow_apply(run: ImportRun, *, by: Any) -> None:
    """The cooperative has looked and says yes. MoveRefused unless the run is checked."""
    summary = run.summary | {"counts": dict.fromkeys((*OUTCOMES, "warned"), 0), "checked": run.summary.get("counts")}
    IMPORT.apply(run, "apply", by=COOPERATIVE, actor=by, summary=summary, done=0)


def take_as_checked(run: ImportRun, catalogue: Catalogue) -> None:
    """Without a dry run, where the one who asks wants none (the command line)."""
    reading = catalogue.reading
    summary = {"ignored": list(reading.ignored), "encoding": reading.encoding}
    IMPORT.apply(run, "check", by=SYSTEM, summary=summary, format=reading.format.CODE, rows=catalogue.rows)


def apply_run(
    run: ImportRun, *, now: datetime, progress: Progress | None = None, catalogue: Catalogue | None = None
) -> None:
    """Apply a run that was allowed, from where it stands. Run again after it ended, it changes nothing.

    `catalogue`: the file, where the caller has just read it.
    """
    if run.status != ImportRun.Status.APPLYING:
        return
    catalogue = catalogue or read_catalogue(open_file(run.file_id), format=run.format, language=run.language)
    owner = Owner.of(run.cooperative_id, now)
    planner = Planner(owner, catalogue.reader)
    done = run.done
    _take_up(planner, catalogue, run.cooperative_id, done)
    seen = 0
    for number, chunk in enumerate(catalogue.chunks()):
        seen += rows_of(chunk)
        if seen > done:
            _apply_chunk(run, planner, chunk, number, seen, now)
            if progress:
                progress(seen, catalogue.rows)
    with transaction.atomic():
        IMPORT.apply(run, "finish", by=SYSTEM, actor=run.by, applied_at=now)
        announce(CatalogueImported(import_id=run.pk))


def _take_up(planner: Planner, catalogue: Catalogue, cooperative_id: int, done: int) -> None:
    """What the chunks already applied have claimed, as if this run had applied them itself."""
    groups: list[Group] = []
    for chunk in catalogue.chunks():
        if rows_of(groups) >= done:
            break
        groups += chunk
    skus = [goods.sku for group in groups for goods in group.goods if goods.sku and not goods.refused]
    products = products_of_skus(cooperative_id, skus)
    for group in groups:
        known = (products.get(g.sku) for g in group.goods if not g.refused and not g.joined and not g.translation)
        if product_id := next((pk for pk in known if pk), None):
            planner.claims.setdefault(product_id, group.id)


def _apply_chunk(
    run: ImportRun, planner: Planner, chunk: Sequence[Group], number: int, seen: int, now: datetime
) -> None:
    for attempt in range(1, TRIES + 1):
        claimed = dict(planner.claims)
        try:
            with transaction.atomic():
                made, summary = _write_chunk(run, planner, chunk, number, seen, now)
        except IntegrityError:  # somebody took a slug or a SKU between our look and our write: look again
            planner.claims = claimed
            if attempt == TRIES:
                raise
        else:
            run.done, run.summary = seen, summary
            planner.claims |= {product_id: group_id for group_id, product_id in made.items()}
            return


def _write_chunk(
    run: ImportRun, planner: Planner, chunk: Sequence[Group], number: int, seen: int, now: datetime
) -> tuple[dict[str, int], dict[str, Any]]:
    plan = planner.plan(chunk, load_shelf(planner.owner, chunk, lock=True))
    made = carry_out(plan, planner.owner, by=run.by, now=now)
    counts = dict(run.summary["counts"])
    for outcome in plan.outcomes:
        counts[outcome.outcome] += 1
        counts["warned"] += outcome.warned
    summary = run.summary | {"counts": counts}
    mine = ImportRun.objects.filter(pk=run.pk, status=ImportRun.Status.APPLYING, done=run.done)
    if not mine.update(done=seen, summary=summary):
        raise Overtaken(run.pk)
    kept = [outcome.as_list() for outcome in plan.outcomes]
    ImportChunk.objects.create(run=run, applied=True, number=number, outcomes=kept)
    return made, summary
