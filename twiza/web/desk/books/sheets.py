"""The books as sheets: the whole trial balance, a whole statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from twiza.ledger import api as ledger
from twiza.plumbing.sheets.writing import Cell
from twiza.web.desk.books.forms import day_of_address
from twiza.web.desk.books.views import SIDES
from twiza.web.desk.hall import DeskRequest
from twiza.web.kit.gate import desk_only
from twiza.web.kit.sheets import dirhams, sheet

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
    return sheet(
        rows,
        headings,
        title=_("Trial balance"),
        kind=kind,
        name=name,
        widths=(36, 16, 18, 18),
        language=request.LANGUAGE_CODE,
    )


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
    return sheet(
        rows(),
        headings,
        title=_("Statement"),
        kind=kind,
        name=name,
        widths=(12, 26, 30, 36, 16, 16, 18),
        language=request.LANGUAGE_CODE,
    )
