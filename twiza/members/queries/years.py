"""The year's end of a cooperative, by law 112-12 art. 69: shown, not posted."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from twiza.kernel.money import Money
from twiza.law.api import rule
from twiza.ledger.api import balance
from twiza.members.models import Distribution, YearFigures
from twiza.members.queries.roster import capital_of
from twiza.members.queries.views import YearView
from twiza.members.states import DistributionStatus


def year_view(cooperative_id: int, year: int) -> YearView:
    """Net surplus = what reached the cooperative in the year − the costs that the treasurer typed.

    A tenth of it goes to the legal reserve until that equals the capital. What reached it comes from the books: what
    was shared in the year, and the change of what waits to be shared.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    to_share = f"cooperative:{cooperative_id}:to_share"
    shared = Distribution.objects.filter(
        cooperative=cooperative_id, status=DistributionStatus.SHARED, day__range=(first, last)
    ).aggregate(amount=Sum("amount_centimes"), kept=Sum("cooperative_centimes"))
    amount, kept = shared["amount"] or 0, shared["kept"] or 0
    reached = amount - balance(to_share, on=last) + balance(to_share, on=date(year - 1, 12, 31))
    typed = YearFigures.objects.filter(cooperative=cooperative_id, year=year).first()
    costs, reserve = (typed.costs_centimes, typed.reserve_centimes) if typed else (0, 0)
    capital = capital_of(cooperative_id)
    law = rule("trade.legal_reserve_share", on=last)
    surplus = reached - costs
    share = Money(max(surplus, 0)).share(law.value).centimes
    due = min(share, max(capital - reserve, 0))
    return YearView(
        year,
        reached,
        amount - kept,
        kept,
        typed is not None,
        costs,
        surplus,
        capital,
        reserve,
        law.value,
        due,
        reserve + due,
        max(surplus, 0) - due,
        law,
    )
