"""Money that goes back to buyers: what a person must do, what the bank or Stripe is at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from twiza.kernel.refusals import Refusal
from twiza.payments import api as payments
from twiza.payments.api import RepaymentStatus
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.desk.payments.forms import DoneForm, FailForm, PayeeForm
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


@desk_only
def repayments(request: DeskRequest) -> HttpResponse:
    """What the desk has to do first; with ?status, those of one state."""
    status = word_of(request, "status", *RepaymentStatus.values)
    return hall(
        request,
        "payments/repayments",
        tab="payments",
        page=payments.repayments(status=status, after=after_of(request)),
        status_asked=status,
        states=payments.REPAYMENT_LABELS.items(),
    )


@desk_only
def repayment(request: DeskRequest, number: str) -> HttpResponse:
    return _repayment(request, payments.repayment_for_desk(request.user, number))


def _repayment(request: DeskRequest, found: payments.Repayment, status: int = 200, **forms: Any) -> HttpResponse:
    card = payments.repayment_card(found)
    payee = PayeeForm(initial={"name": card.payee_name, "rib": card.payee_rib})
    shown = {"done": DoneForm(), "fail": FailForm(), "again": payee} | forms
    return hall(request, "payments/repayment", tab="payments", status=status, repayment=card, **shown)


@desk_only
@require_POST
def done(request: DeskRequest, number: str) -> HttpResponse:
    """Cash was given, or the refund was entered on the acquirer's page."""
    found = payments.repayment_for_desk(request.user, number)
    form = DoneForm(request.POST)
    if form.is_valid():
        try:
            payments.confirm_repayment(repayment=found, now=now(), by=request.user, **form.cleaned_data)
            messages.success(request, _("Noted: the buyer has it back."))
            return redirect("desk:payments_repayment", number)
        except Refusal as refusal:
            form.refuse(refusal)
    return _repayment(request, payments.repayment_for_desk(request.user, number), 422, done=form)


@desk_only
@require_POST
def failed(request: DeskRequest, number: str) -> HttpResponse:
    found = payments.repayment_for_desk(request.user, number)
    form = FailForm(request.POST)
    if form.is_valid():
        try:
            payments.fail_repayment(
                repayment=found, reason=form.cleaned_data["reason"], now=now(), by=request.user, role="desk"
            )
            messages.success(request, _("Noted: it failed. The money is kept for the buyer."))
            return redirect("desk:payments_repayment", number)
        except Refusal as refusal:
            form.refuse(refusal)
    return _repayment(request, payments.repayment_for_desk(request.user, number), 422, fail=form)


@desk_only
@require_POST
def again(request: DeskRequest, number: str) -> HttpResponse:
    """By bank transfer to an account: after a failure, or where no account number was known."""
    found = payments.repayment_for_desk(request.user, number)
    form = PayeeForm(request.POST)
    if form.is_valid():
        try:
            payee = payments.Payee(form.cleaned_data["name"], form.cleaned_data["rib"])
            payments.send_again(repayment=found, payee=payee, now=now(), by=request.user)
            messages.success(request, _("It waits with the transfers, for two persons to release it."))
            return redirect("desk:payments_repayment", number)
        except Refusal as refusal:
            form.refuse(refusal)
    return _repayment(request, payments.repayment_for_desk(request.user, number), 422, again=form)
