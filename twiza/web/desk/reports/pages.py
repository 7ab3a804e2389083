"""The reports as pages; every figure opens to what it is made of."""

from __future__ import annotations

from django.http import HttpResponse

from twiza.cooperatives import api as cooperatives
from twiza.delivery import api as delivery
from twiza.invoicing import api as invoicing
from twiza.kernel.periods import day_of
from twiza.ledger import api as ledger
from twiza.settlement import api as settlement
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.kit.charts import bars
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import Span, after_of, end_of_month, span_of

COMMISSION, VAT = "platform:commission", "vat:collected"


def span(request: DeskRequest) -> Span:
    return span_of(request, today=day_of(now()))


def seller(request: DeskRequest) -> int | None:
    """The cooperative that the address narrows to."""
    number = word_of(request, "cooperative")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


@desk_only
def months(request: DeskRequest) -> HttpResponse:
    """Month by month: what was sold, what the platform took, what is the cooperatives'."""
    days = span(request)
    rows = settlement.sales_by_month(since=days.since, until=days.until)
    return hall(
        request,
        "reports/months",
        tab="reports",
        span=days,
        rows=[(row, end_of_month(row.month)) for row in rows if row.month],
        total=settlement.sales(since=days.since, until=days.until),
        chart=bars([row.net for row in rows]),
        booked=[
            (account, ledger.words_of(account), *moved)
            for account, moved in ledger.turnovers([COMMISSION, VAT], since=days.since, until=days.until).items()
        ],
    )


@desk_only
def sales(request: DeskRequest) -> HttpResponse:
    """The sales journal, of all cooperatives or one."""
    days, who = span(request), seller(request)
    return hall(
        request,
        "reports/sales",
        tab="reports",
        span=days,
        who=cooperatives.cooperative_cards([who], on=days.until).get(who) if who else None,
        page=settlement.sales_journal(since=days.since, until=days.until, cooperative_id=who, after=after_of(request)),
        total=settlement.sales(since=days.since, until=days.until, cooperative_id=who),
    )


@desk_only
def vat(request: DeskRequest) -> HttpResponse:
    """VAT on the platform's commission as it was booked, and as its papers say."""
    days = span(request)
    return hall(
        request,
        "reports/vat",
        tab="reports",
        span=days,
        account=VAT,
        booked=ledger.turnovers([VAT], since=days.since, until=days.until).get(VAT, (0, 0)),
        balance=-ledger.balance(VAT, on=days.until),
        papers=invoicing.journal_rows(since=days.since, until=days.until),
    )


@desk_only
def owed(request: DeskRequest) -> HttpResponse:
    """What every cooperative is owed, and who holds cash of the market."""
    rows, following = settlement.owed_to_cooperatives(after=after_of(request))
    return hall(request, "reports/owed", tab="reports", rows=rows, next=following, cash=delivery.cash_by_holder())
