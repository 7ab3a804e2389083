"""Money that came: what is parked and waits for a decision, every payment, every callback."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from twiza.bank import api as bank
from twiza.kernel.refusals import Refusal
from twiza.payments import api as payments
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.desk.payments.forms import BackForm, BatchForm, NoteForm, NumberForm, PlaceForm
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


@desk_only
def parked(request: DeskRequest) -> HttpResponse:
    """What came and can't be placed, the oldest first; with ?all, all that ever came."""
    everything = word_of(request, "show", "all") == "all"
    page = payments.parked_receipts(after=after_of(request), everything=everything)
    return hall(
        request,
        "payments/parked",
        tab="payments",
        page=page,
        everything=everything,
        waiting=payments.waiting_for_desk(),
        ways=payments.ways(amount_centimes=1),
    )


@desk_only
def receipt(request: DeskRequest, receipt_id: int) -> HttpResponse:
    return _receipt(request, payments.receipt_for_desk(request.user, receipt_id))


def _receipt(request: DeskRequest, found: payments.Receipt, status: int = 200, **forms: Any) -> HttpResponse:
    card, others = payments.receipt_card(found), payments.parked_for(found)
    shown: dict[str, Any] = {
        "place": PlaceForm(others=others, initial={"number": card.payment_number if card.payment_open else ""}),
        "back": BackForm(),
        "note": NoteForm(initial={"note": card.note}),
    }
    return hall(
        request, "payments/receipt", tab="payments", status=status, money=card, others=others, **(shown | forms)
    )


def _again(request: DeskRequest, receipt_id: int, **form: Any) -> HttpResponse:
    """The page after a refusal: what was begun with the row in memory was rolled back, so it is read again."""
    return _receipt(request, payments.receipt_for_desk(request.user, receipt_id), 422, **form)


@desk_only
@require_POST
def place(request: DeskRequest, receipt_id: int) -> HttpResponse:
    """Settle a payment with it, and with other money that came for the same one where ticked."""
    found = payments.receipt_for_desk(request.user, receipt_id)
    form = PlaceForm(request.POST, others=payments.parked_for(found))
    if form.is_valid():
        ids = [found.pk, *map(int, form.cleaned_data.get("together", []))]
        number = form.cleaned_data["number"]
        try:
            payment = payments.place_money(receipt_ids=ids, number=number, now=now(), by=request.user)
            messages.success(request, _("Placed: the payment is settled."))
            return redirect("desk:payments_payment", payment.number)
        except Refusal as refusal:
            form.refuse(refusal)
    return _again(request, receipt_id, place=form)


@desk_only
@require_POST
def give_back(request: DeskRequest, receipt_id: int) -> HttpResponse:
    found = payments.receipt_for_desk(request.user, receipt_id)
    form = BackForm(request.POST)
    if form.is_valid():
        name, rib = form.cleaned_data["name"], form.cleaned_data["rib"]
        payee = payments.Payee(name, rib) if rib else None
        try:
            repayment = payments.give_back(
                receipt=found, way="transfer" if rib else "as_paid", payee=payee, now=now(), by=request.user
            )
            messages.success(request, _("It goes back."))
            return redirect("desk:payments_repayment", repayment.number)
        except Refusal as refusal:
            form.refuse(refusal)
    return _again(request, receipt_id, back=form)


@desk_only
@require_POST
def note(request: DeskRequest, receipt_id: int) -> HttpResponse:
    found = payments.receipt_for_desk(request.user, receipt_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _again(request, receipt_id, note=form)
    payments.note_receipt(receipt=found, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, _("The note is kept."))
    return redirect("desk:payments_receipt", receipt_id)


@desk_only
def every(request: DeskRequest) -> HttpResponse:
    """Every payment asked for; found by its number, or by the order's."""
    typed, status = word_of(request, "number"), word_of(request, "status", *payments.STATUS_LABELS)
    page = payments.payments(typed=typed.upper(), status=status, after=after_of(request))
    states = payments.STATUS_LABELS.items()
    return hall(request, "payments/every", tab="payments", page=page, typed=typed, status_asked=status, states=states)


@desk_only
def payment(request: DeskRequest, number: str) -> HttpResponse:
    found = payments.payment_for_desk(request.user, number)
    return hall(
        request,
        "payments/payment",
        tab="payments",
        payment=payments.payment_card(found),
        receipts=payments.receipts_of(number),
        repayments=payments.repayments_of(number),
        told=payments.callbacks(number=number).items,
    )


@desk_only
def callbacks(request: DeskRequest) -> HttpResponse:
    return hall(request, "payments/callbacks", tab="payments", page=payments.callbacks(after=after_of(request)))


@desk_only
def entry(request: DeskRequest, entry_id: int) -> HttpResponse:
    """A line of our bank statement: a buyer's transfer whose number could not be read, or what an acquirer paid."""
    return _entry(request, entry_id)


def _entry(request: DeskRequest, entry_id: int, status: int = 200, **forms: Any) -> HttpResponse:
    shown = {"number": NumberForm(), "batch": BatchForm()} | forms
    return hall(request, "payments/entry", tab="payments", status=status, entry=bank.entry(entry_id), **shown)


@desk_only
@require_POST
def entry_payment(request: DeskRequest, entry_id: int) -> HttpResponse:
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            number = form.cleaned_data["number"]
            taken = payments.take_credit(entry_id=entry_id, number=number, now=now(), by=request.user)
            messages.success(request, _("It is taken for this payment."))
            return redirect("desk:payments_receipt", taken.pk if taken else 0)
        except Refusal as refusal:
            form.refuse(refusal)
    return _entry(request, entry_id, 422, number=form)


@desk_only
@require_POST
def entry_batch(request: DeskRequest, entry_id: int) -> HttpResponse:
    form = BatchForm(request.POST)
    if form.is_valid():
        try:
            payments.take_batch(
                entry_id=entry_id,
                code=form.cleaned_data["code"],
                fees_centimes=form.cleaned_data["fees"],
                now=now(),
                by=request.user,
            )
            messages.success(request, _("It is what the acquirer paid for cards."))
            return redirect("desk:payments_entry", entry_id)
        except Refusal as refusal:
            form.refuse(refusal)
    return _entry(request, entry_id, 422, batch=form)
