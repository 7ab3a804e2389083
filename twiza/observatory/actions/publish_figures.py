from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from twiza.complaints.api import ComplaintFigure, complaint_figures
from twiza.freshness.api import drop
from twiza.geography.api import commune_cards
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.law.api import rule
from twiza.observatory.facts import FiguresPublished
from twiza.observatory.models import Release
from twiza.observatory.queries.secrecy import guard
from twiza.observatory.terms import Quarter
from twiza.plumbing.api import announce


class QuarterOpen(Refusal):
    """The quarter, or the time after it in which complaints still end, is not over."""


def publish_figures(*, quarter: Quarter, now: datetime) -> Release:
    """The quarter's release: made at the first call, the same ever after [QuarterOpen].

    Counted are the complaints opened in the quarter, as they stand `house.figures_after_days` after its end. One
    release a quarter and no figures of other spans: two spans that overlap could be subtracted.
    """
    day = day_of(now)
    if day <= quarter.last_day + timedelta(days=rule("house.figures_after_days", on=day).value):
        raise QuarterOpen()
    if made := Release.objects.filter(quarter=str(quarter)).first():
        return made
    least = rule("house.figures_least_cell", on=day).value
    rows = list(complaint_figures(since=quarter.first_day, until=quarter.last_day, now=now))
    tables = {}
    for name, columns in _columns(rows).items():
        table = guard(Counter(zip((row.problem for row in rows), columns, strict=True)), least=least)
        tables[name] = asdict(table) if table else None
    with transaction.atomic():
        release, new = Release.objects.get_or_create(
            quarter=str(quarter),
            defaults={
                "first_day": quarter.first_day,
                "last_day": quarter.last_day,
                "made_at": now,
                "least_cell": least,
                "total": len(rows) if len(rows) >= least or not rows else None,
                "tables": tables,
            },
        )
        if new:
            announce(FiguresPublished(release_id=release.pk))
            drop(["figures"])
    return release


def _columns(rows: Sequence[ComplaintFigure]) -> dict[str, list[str]]:
    """By table of TABLES, the column of each row."""
    communes = commune_cards({row.commune_code for row in rows})
    answers = {True: "in_time", False: "late", None: "not_due"}
    return {
        "region": [communes[row.commune_code].region_code for row in rows],
        "outcome": [row.outcome or "open" for row in rows],
        "answer": [answers[row.in_time] for row in rows],
        "level": [row.level for row in rows],
    }
