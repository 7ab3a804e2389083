"""The releases of the observatory, as pages and as files to take away. Nobody signs in for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.kernel.refusals import NotFound
from twiza.observatory import api as observatory
from twiza.plumbing.sheets.writing import csv_lines
from twiza.web.kit.pages import cached
from twiza.web.shop.figures.words import headings, shown
from twiza.web.shop.head import head

LICENCE = "CC-BY-4.0"


@require_safe
@cached(seconds=60)
def figures(request: HttpRequest) -> HttpResponse:
    """The newest quarter whole, and the way to the others."""
    made = observatory.releases()
    return _page(request, made[0] if made else None, made)


@require_safe
@cached(seconds=60)
def figures_of(request: HttpRequest, quarter: str) -> HttpResponse:
    return _page(request, observatory.release(quarter), observatory.releases())


def _page(
    request: HttpRequest, one: observatory.ReleaseView | None, made: list[observatory.ReleaseView]
) -> HttpResponse:
    title = _("Complaints in figures")
    said = _("How many complaints there were, of what kind, whether they were answered in time and how they ended.")
    tables = [shown(name, table) for name, table in one.tables.items()] if one else []
    return render(
        request,
        "shop/figures/figures.html",
        {"one": one, "tables": tables, "made": made, "head": head(request, title=title, description=said)},
    )


@require_safe
@cached(seconds=60)
def figures_file(request: HttpRequest, quarter: str, kind: str) -> HttpResponse:
    """Every cell, a row each; an empty count is kept back. CSV in the reader's words, JSON in codes."""
    one = observatory.release(quarter)
    if kind == "json":
        return JsonResponse(
            {
                "quarter": one.quarter,
                "first_day": one.first_day,
                "last_day": one.last_day,
                "made_at": one.made_at,
                "licence": LICENCE,
                "least_cell": one.least_cell,
                "total": one.total,
                "cells": [
                    {"by": by, "kind": row, "column": column, "count": count}
                    for _quarter, by, row, column, count in one.rows()
                ],
            }
        )
    if kind != "csv":
        raise NotFound(kind)
    rows = [[one.quarter, *headings(by, row, column), count] for _quarter, by, row, column, count in one.rows()]
    lines = csv_lines(
        [[_("Quarter"), _("Kind of complaint"), _("By"), _("Group"), _("Complaints")], *rows], request.LANGUAGE_CODE
    )
    name = f"twiza-figures-{one.quarter}.csv"
    return HttpResponse(
        b"".join(lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
