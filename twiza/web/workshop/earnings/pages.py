"""What the cooperative earned with the market: where its money stands, order by order, payout by payout."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from twiza.kernel.refusals import NotFound
from twiza.ordering import api as ordering
from twiza.settlement import api as settlement
from twiza.web.kit.spans import after_of
from twiza.web.workshop.roles import TeamRequest, counts_money
from twiza.web.workshop.room import room

STATES = ("open", "held", "released", "closed")


@counts_money
def earnings(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Where the money stands now, and the payouts there were."""
    return room(
        request,
        cooperative,
        "earnings/earnings",
        tab="money",
        balance=settlement.balance_of(cooperative.pk),
        payouts=settlement.payouts_of_cooperative(cooperative.pk, after=after_of(request)),
        holds=settlement.holds(cooperative_id=cooperative.pk),
    )


@counts_money
def orders(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Order by order, what the buyer paid and what of it is the cooperative's."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    page = settlement.parts_money_of_cooperative(
        cooperative.pk, states=[state] if state else [], after=after_of(request)
    )
    return room(request, cooperative, "earnings/orders", tab="money", page=page, state=state)


@counts_money
def part(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    found = ordering.part_of_cooperative(cooperative.pk, number)
    money = settlement.part_money(found.pk)
    if money is None:
        raise NotFound(number)
    return room(
        request,
        cooperative,
        "earnings/part",
        tab="money",
        money=money,
        refunds=settlement.refunds_of_part(found.pk),
    )


@counts_money
def payout(request: TeamRequest, cooperative: Any, payout_id: int) -> HttpResponse:
    card = settlement.payout_card(payout_id, cooperative_id=cooperative.pk)
    return room(
        request,
        cooperative,
        "earnings/payout",
        tab="money",
        payout=card,
        money=settlement.payout_money(payout_id),
    )
