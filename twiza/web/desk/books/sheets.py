"""The books as sheets: the whole trial balance, a whole statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from twiza.kernel.refusals import NotFound
from twiza.ledger import api as ledger
from twiza.plumbing.sheets.writing import XLSX_TYPE, Book, Cell, csv_lines
from twiza.web.desk.books.forms import day_of_address
from twiza.web.desk.books.views import SIDES
from twiza.web.desk.hall import DeskRequest
from twiza.web.kit.gate import desk_only

AT_ONCE = 1_000


@desk_only
def trial_balance(request: DeskRequest, kind: str) -> HttpResponse:
    on = day_of_address(request, "on")
    found = ledger.trial_balance(on=on)
    rows: list[Sequence[Cell]] = [
        (row.account, str(SIDES[row.side]), dirhams(row.debit), dirhams(row.credit)) for row in found.rows
    ]
    rows.append((_("Total"), "", dirhams(found.debit), dirhams(found.credit)))
    headings = (_("Account"), _("Side"), _("Debit (dirhams)"), _("Credit (dirhams)"))
    name = f"trial-balance-{on.isoformat()}" if on else "trial-balance"
    return _sheet(request, kind, name, _("Trial balance"), headings, rows, (36, 16, 18, 18))


@desk_only
def statement(request: DeskRequest, account: str, kind: str) -> HttpResponse:
    since, until = day_of_address(request, "since"), day_of_address(request, "until")
    first = ledger.statement(account, since=since, until=until, page_size=AT_ONCE)

    def rows() -> Iterator[Sequence[Cell]]:
        yield since.isoformat() if since else "", "", _("Balance before"), "", None, None, dirhams(first.opening)
        page: ledger.Statement | None = first
        while page:
            for row in page.rows:
                yield (
                    row.day.isoformat(),
                    row.reference,
                    row.memo,
                    ", ".join(row.against),
                    dirhams(row.debit) if row.debit else None,
                    dirhams(row.credit) if row.credit else None,
                    dirhams(row.balance),
                )
            page = (
                ledger.statement(account, since=since, until=until, after=page.next, page_size=AT_ONCE)
                if page.next
                else None
            )

    headings = (
        _("Day"),
        _("Reference"),
        _("Memo"),
        _("Against"),
        _("Debit (dirhams)"),
        _("Credit (dirhams)"),
        _("Balance (dirhams)"),
    )
    name = "statement-" + account.replace(":", "-")
    return _sheet(request, kind, name, _("Statement"), headings, rows(), (12, 26, 30, 36, 16, 16, 18))


def dirhams(centimes: int) -> Decimal:
    return Decimal(centimes).scaleb(-2)


def _sheet(
    request: DeskRequest,
    kind: str,
    name: str,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "private, no-store"}
    language = request.LANGUAGE_CODE
    if kind == "csv":
        data = b"".join(csv_lines([headings, *rows], language))
        return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
    if kind == "xlsx":
        book = Book(language)
        book.sheet(title, headings, rows, widths)
        return HttpResponse(b"".join(book.blocks()), content_type=XLSX_TYPE, headers=headers)
    raise NotFound(kind)
