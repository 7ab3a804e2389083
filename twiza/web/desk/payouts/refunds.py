"""Money that goes back to buyers, and money kept for a dispute."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.kernel.refusals import NotFound, Refusal
from twiza.ordering import api as ordering
from twiza.settlement import api as settlement
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.desk.payouts.forms import HoldForm, RefundForm, RetryForm
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


@desk_only
def refunds(request: DeskRequest) -> HttpResponse:
    state, text = word_of(request, "state", "decided", "paid", "failed"), word_of(request, "text")
    page = settlement.refunds(statuses=[state] if state else [], text=text, after=after_of(request))
    return hall(
        request, "payouts/refunds", tab="refunds", page=page, state=state, text=text, counts=settlement.refund_counts()
    )


@desk_only
def refund(request: DeskRequest, refund_id: int) -> HttpResponse:
    """One refund; one that failed can be sent again another way."""
    card = settlement.refund_card(refund_id)
    form = RetryForm(request.POST or None) if card.status == "failed" else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            settlement.retry_refund(
                refund_id=refund_id, way=form.cleaned_data["way"], payee=form.payee(), by=request.user, now=now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("It is on its way again.")))
            return redirect("desk:refunds-one", refund_id)
    status = 422 if form is not None and form.errors else 200
    return hall(request, "payouts/refund", tab="refunds", status=status, refund=card, form=form)


def _part(request: DeskRequest, number: str, part_number: str) -> Any:
    return ordering.part_of_order(ordering.order_for_desk(request.user, number), part_number)


@desk_only
def part_money(request: DeskRequest, number: str, part_number: str) -> HttpResponse:
    """The money of a part, from what the buyer paid to what reached the cooperative; and giving some of it back."""
    part = _part(request, number, part_number)
    money = settlement.part_money(part.pk)
    if money is None:
        raise NotFound(part_number)
    form = RefundForm(request.POST or None, money=money, initial={"key": uuid4().hex})
    if request.method == "POST" and form.is_valid():
        try:
            settlement.decide_refund(
                part_id=part.pk,
                items=form.items(),
                delivery_centimes=form.cleaned_data.get("delivery_centimes") or 0,
                reason=form.cleaned_data["reason"],
                way=form.cleaned_data["way"],
                borne_by=form.cleaned_data["borne_by"],
                payee=form.payee(),
                note=form.cleaned_data["note"],
                key=form.cleaned_data["key"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("Decided. The money is on its way back.")))
            return redirect("desk:refunds-part", number, part_number)
    return hall(
        request,
        "payouts/part",
        tab="orders",
        status=422 if form.errors else 200,
        order_number=number,
        posting=f"part:{part_number}:settled",
        money=money,
        form=form,
        hold_form=HoldForm(auto_id="hold-%s"),
        refunds=settlement.refunds_of_part(part.pk),
        holds=settlement.holds_of_part(part.pk),
    )


@desk_only
@require_POST
def hold(request: DeskRequest, number: str, part_number: str) -> HttpResponse:
    """Keep a part's money from being paid out, with the reason in words."""
    part = _part(request, number, part_number)
    form = HoldForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(_("Say why its money is to be kept.")))
        return redirect("desk:refunds-part", number, part_number)
    do(
        request,
        _("Its money is kept until somebody lifts this."),
        lambda: settlement.hold_part(
            part_number=part.number,
            reason=form.cleaned_data["reason"],
            reference=f"desk:{uuid4().hex[:12]}",
            now=now(),
            by=request.user,
        ),
    )
    return redirect("desk:refunds-part", number, part_number)


@desk_only
def holds(request: DeskRequest) -> HttpResponse:
    return hall(request, "payouts/holds", tab="payouts", holds=settlement.holds())


@desk_only
@require_POST
def lift(request: DeskRequest) -> HttpResponse:
    reference = word_of_post(request, "reference")
    do(
        request,
        _("The next payout may carry it."),
        lambda: settlement.lift_hold(reference=reference, now=now(), by=request.user),
    )
    return redirect("desk:holds")


def word_of_post(request: DeskRequest, name: str) -> str:
    return str(request.POST.get(name, ""))[:80].replace("\x00", "")
