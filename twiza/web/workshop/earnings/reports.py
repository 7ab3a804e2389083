"""The cooperative's own report: month by month, VAT of its papers, and the journal to take away."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from twiza.cashbook import api as cashbook
from twiza.invoicing import api as invoicing
from twiza.kernel.periods import day_of
from twiza.settlement import api as settlement
from twiza.web.kit.charts import bars
from twiza.web.kit.gate import now
from twiza.web.kit.sheets import journal
from twiza.web.kit.spans import span_of
from twiza.web.workshop.roles import TeamRequest, counts_money
from twiza.web.workshop.room import room


@counts_money
def report(request: TeamRequest, cooperative: Any) -> HttpResponse:
    days = span_of(request, today=day_of(now()))
    asked = {"since": days.since, "until": days.until, "cooperative_id": cooperative.pk}
    rows = settlement.sales_by_month(**asked)
    return room(
        request,
        cooperative,
        "earnings/report",
        tab="money",
        span=days,
        rows=rows,
        total=settlement.sales(**asked),
        own=cashbook.total_of(cooperative.pk, since=days.since, until=days.until),
        rates=vat_by_rate(invoicing.journal_rows(**asked)),
        chart=bars([row.net for row in rows]),
    )


@counts_money
def report_sheet(request: TeamRequest, cooperative: Any, kind: str) -> HttpResponse:
    days = span_of(request, today=day_of(now()))
    rows = settlement.every_sale(since=days.since, until=days.until, cooperative_id=cooperative.pk)
    return journal(rows, kind=kind, name=f"sales-{days.since}-{days.until}", language=request.LANGUAGE_CODE)


def vat_by_rate(papers: list[invoicing.JournalRow]) -> list[tuple[int, int, int]]:
    """(rate in basis points, without VAT, VAT) of the papers of a period, by rate."""
    sums: dict[int, tuple[int, int]] = {}
    for paper in papers:
        if paper.basis_points is not None:
            net, vat = sums.get(paper.basis_points, (0, 0))
            sums[paper.basis_points] = (net + paper.net_centimes, vat + paper.vat_centimes)
    return [(rate, *sums[rate]) for rate in sorted(sums)]
