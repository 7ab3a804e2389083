"""Whose products lists show, published: nobody buys a place, and small cooperatives are not buried."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.plumbing.sheets.writing import csv_lines
from twiza.search import api as index
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop.head import head

MONTHS = 12
LEAST_SELLERS = 4  # of fewer there are no two halves
LICENCE = "CC-BY-4.0"


@require_safe
@cached(tags=["exposure"], seconds=60)
def exposure(request: HttpRequest) -> HttpResponse:
    reports = _reports()
    title = _("Who is shown")
    said = _("Which share of what lists show is of the smaller half of the cooperatives, month by month.")
    return render(
        request,
        "shop/exposure/exposure.html",
        {
            "now": reports[0],
            "enough": reports[0].sellers >= LEAST_SELLERS,
            "reports": [one for one in reports if one.shown],
            "head": head(request, title=title, description=said),
        },
    )


@require_safe
@cached(tags=["exposure"], seconds=60)
def exposure_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same counts as CSV in the reader's words, or as JSON."""
    reports = [one for one in _reports() if one.shown]
    if kind == "json":
        months = [
            {
                "month": f"{one.month:%Y-%m}",
                "shown": one.shown,
                "shown_of_smaller": one.shown_of_smaller,
                "sellers": one.sellers,
                "smaller": one.smaller,
                "products": one.products,
                "products_of_smaller": one.products_of_smaller,
            }
            for one in reports
        ]
        return JsonResponse({"licence": LICENCE, "months": months})
    if kind != "csv":
        raise NotFound(kind)
    heads: list[str | int] = [
        _("Month"),
        _("Products shown"),
        _("Of the smaller half"),
        _("Products"),
        _("Of the smaller half"),
    ]
    rows: list[list[str | int]] = [
        [f"{one.month:%Y-%m}", one.shown, one.shown_of_smaller, one.products, one.products_of_smaller]
        for one in reports
    ]
    return HttpResponse(
        b"".join(csv_lines([heads, *rows], request.LANGUAGE_CODE)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="twiza-exposure.csv"'},
    )


def _reports() -> list[index.ExposureReport]:
    """The newest month first."""
    month, months = day_of(now()).replace(day=1), list[date]()
    for _n in range(MONTHS):
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return index.exposure(months)
