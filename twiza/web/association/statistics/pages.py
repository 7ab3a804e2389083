"""The association's own figures: bars with their table beside them, and as a file to take away."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.kernel.periods import day_of
from twiza.mediation import api as mediation
from twiza.plumbing.sheets.writing import Cell
from twiza.web.association.gate import AdviserRequest, reads
from twiza.web.association.hall import hall
from twiza.web.kit.charts import bars
from twiza.web.kit.gate import now
from twiza.web.kit.sheets import dirhams, sheet
from twiza.web.kit.spans import Span, span_of


def _figures(request: AdviserRequest, association: Any) -> tuple[Span, mediation.Figures]:
    moment = now()
    span = span_of(request, today=day_of(moment))
    return span, mediation.figures_of(association, starts_on=span.since, ends_on=span.until, now=moment)


@reads
@require_GET
def statistics(request: AdviserRequest, association: Any) -> HttpResponse:
    span, figures = _figures(request, association)
    groups = [
        (title, rows, bars([row.count for row in rows]))
        for title, rows in (
            (_("By problem"), figures.by_problem),
            (_("By way they came"), figures.by_origin),
            (_("By outcome"), figures.by_outcome),
        )
    ]
    return hall(
        request, association, "statistics/statistics", tab="statistics", span=span, figures=figures, groups=groups
    )


@reads
@require_GET
def table(request: AdviserRequest, association: Any, kind: str) -> HttpResponse:
    span, figures = _figures(request, association)
    rows: list[tuple[Cell, ...]] = [
        *(("problem", row.code, str(row.words), row.count) for row in figures.by_problem),
        *(("origin", row.code, str(row.words), row.count) for row in figures.by_origin),
        *(("outcome", row.code, str(row.words), row.count) for row in figures.by_outcome),
        ("figure", "opened", _("Opened"), figures.opened),
        ("figure", "closed", _("Closed"), figures.closed),
        ("figure", "open_now", _("Open now"), figures.open_now),
        ("figure", "late_now", _("Late now"), figures.late_now),
        ("figure", "proposals", _("Proposals"), figures.proposals),
        ("figure", "agreements", _("Agreements"), figures.agreements),
        ("figure", "carried_out", _("Carried out"), figures.carried_out),
        ("figure", "given_back", _("Given back (dirhams)"), dirhams(figures.given_back_centimes)),
        ("figure", "median_days", _("Days from opening to end, median"), figures.median_days),
        ("figure", "recalls", _("Recalls"), figures.recalls),
        ("figure", "buyers_reached", _("Buyers reached by recalls"), figures.buyers_reached),
        ("figure", "publications", _("Publications"), figures.publications),
    ]
    return sheet(
        rows,
        (_("Group"), _("Code"), _("What"), _("How many")),
        title=_("Statistics"),
        kind=kind,
        name=f"{association.slug}-{span.since}-{span.until}",
        widths=(12, 18, 40, 12),
        language=request.LANGUAGE_CODE,
    )
