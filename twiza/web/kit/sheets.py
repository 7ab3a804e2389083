"""Tables to take away, as CSV or XLSX. Amounts are dirhams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from twiza.kernel.refusals import NotFound
from twiza.kernel.text import pick
from twiza.plumbing.sheets.writing import XLSX_TYPE, Book, Cell, csv_lines
from twiza.settlement.api import SaleRow


def dirhams(centimes: int) -> Decimal:
    return Decimal(centimes).scaleb(-2)


def sheet(
    rows: Iterable[Sequence[Cell]],
    headings: Sequence[str],
    *,
    title: str,
    kind: str,
    name: str,
    widths: Sequence[int],
    language: str,
) -> HttpResponse:
    """The rows as a file to keep; NotFound for a kind that is neither csv nor xlsx."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "private, no-store"}
    if kind == "csv":
        data = b"".join(csv_lines([headings, *rows], language))
        return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
    if kind == "xlsx":
        book = Book(language)
        book.sheet(title, headings, rows, widths)
        return HttpResponse(b"".join(book.blocks()), content_type=XLSX_TYPE, headers=headers)
    raise NotFound(kind)


def journal(rows: Iterable[SaleRow], *, kind: str, name: str, language: str) -> HttpResponse:
    """The sales journal of a period."""
    headings = (
        _("Received on"),
        _("Order"),
        _("Cooperative"),
        _("Goods (dirhams)"),
        _("Delivery (dirhams)"),
        _("Given back (dirhams)"),
        _("Commission (dirhams)"),
        _("VAT on it (dirhams)"),
        _("Carrier (dirhams)"),
        _("Cooperative's (dirhams)"),
    )
    lines = (
        (
            row.day.isoformat(),
            row.number,
            pick(row.cooperative_names, language),
            dirhams(row.goods),
            dirhams(row.delivery),
            dirhams(row.refunded - row.goodwill),
            dirhams(row.commission),
            dirhams(row.commission_vat),
            dirhams(row.carrier),
            dirhams(row.net),
        )
        for row in rows
    )
    return sheet(
        lines,
        headings,
        title=_("Sales"),
        kind=kind,
        name=name,
        widths=(12, 16, 36, *(16 for _column in range(7))),
        language=language,
    )
