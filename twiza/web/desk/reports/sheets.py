"""The reports as CSV and XLSX: the whole period, in dirhams."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from twiza.invoicing import api as invoicing
from twiza.settlement import api as settlement
from twiza.web.desk.hall import DeskRequest
from twiza.web.desk.reports.pages import seller, span
from twiza.web.kit.gate import desk_only
from twiza.web.kit.sheets import dirhams, journal, sheet


@desk_only
def sales(request: DeskRequest, kind: str) -> HttpResponse:
    days, who = span(request), seller(request)
    rows = settlement.every_sale(since=days.since, until=days.until, cooperative_id=who)
    return journal(rows, kind=kind, name=f"sales-{days.since}-{days.until}", language=request.LANGUAGE_CODE)


@desk_only
def vat(request: DeskRequest, kind: str) -> HttpResponse:
    """The platform's own papers of the period, a row each rate."""
    days = span(request)
    rows = [
        (
            row.day.isoformat(),
            row.number,
            row.buyer_name,
            row.basis_points // 100 if row.basis_points is not None else None,
            dirhams(row.net_centimes),
            dirhams(row.vat_centimes),
            dirhams(row.total_centimes),
        )
        for row in invoicing.journal_rows(since=days.since, until=days.until)
    ]
    headings = (
        _("Day"),
        _("Number"),
        _("Cooperative"),
        _("Rate (%)"),
        _("Without VAT (dirhams)"),
        _("VAT (dirhams)"),
        _("Total (dirhams)"),
    )
    return sheet(
        rows,
        headings,
        title=_("VAT"),
        kind=kind,
        name=f"vat-{days.since}-{days.until}",
        widths=(12, 18, 36, 10, 18, 16, 16),
        language=request.LANGUAGE_CODE,
    )
