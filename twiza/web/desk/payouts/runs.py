"""Payout runs: what was prepared, who let it go, how each transfer ended."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.kernel.periods import day_of
from twiza.settlement import api as settlement
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

STATES = ("prepared", "approved", "released", "paid", "failed", "returned", "parked")


@desk_only
def runs(request: DeskRequest) -> HttpResponse:
    """The runs, and the payouts that somebody must look after."""
    page = settlement.runs(after=after_of(request))
    return hall(
        request,
        "payouts/runs",
        tab="payouts",
        page=page,
        troubles=settlement.payouts_in_trouble(),
        today=day_of(now()),
    )


@desk_only
@require_POST
def prepare(request: DeskRequest) -> HttpResponse:
    """The run of today, where nobody waits for the calendar's."""
    moment = now()
    do(
        request,
        _("The payouts of today are prepared."),
        lambda: settlement.prepare_payouts(on=day_of(moment), now=moment, by=request.user),
    )
    return redirect("desk:payouts")


@desk_only
def run(request: DeskRequest, run_id: int) -> HttpResponse:
    state = word_of(request, "state", *STATES)
    card = settlement.run_view(run_id)
    return hall(
        request,
        "payouts/run",
        tab="payouts",
        run=card,
        page=settlement.payouts_of_run(run_id, statuses=[state] if state else [], after=after_of(request)),
        state=state,
        mine=card.approved_by_id == request.user.pk,
    )


@desk_only
@require_POST
def approve(request: DeskRequest, run_id: int) -> HttpResponse:
    settlement.run_view(run_id)
    do(
        request,
        _("Approved. Somebody else must release it now."),
        lambda: settlement.approve_run(run_id=run_id, by=request.user, now=now()),
    )
    return redirect("desk:payouts-run", run_id)


@desk_only
@require_POST
def release(request: DeskRequest, run_id: int) -> HttpResponse:
    settlement.run_view(run_id)
    do(
        request,
        _("Released. The file for the bank is ready under “Bank”."),
        lambda: settlement.release_run(run_id=run_id, by=request.user, now=now()),
    )
    return redirect("desk:payouts-run", run_id)


@desk_only
def payout(request: DeskRequest, payout_id: int) -> HttpResponse:
    """One payout, and what it is made of."""
    return hall(
        request,
        "payouts/payout",
        tab="payouts",
        payout=settlement.payout_card(payout_id),
        money=settlement.payout_money(payout_id),
    )
