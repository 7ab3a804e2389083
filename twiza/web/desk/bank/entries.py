"""Our accounts: statements in, and what each entry is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from twiza.bank import api as bank_api
from twiza.delivery import api as delivery
from twiza.kernel.refusals import Refusal
from twiza.web.desk.bank.forms import CarrierForm, PurposeForm, SlipChoiceForm, StatementForm
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


@desk_only
def bank(request: DeskRequest) -> HttpResponse:
    """Accounts, the last statements, and a file to give in."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            done = bank_api.import_statement(
                data=file.read(),
                name=file.name,
                by=request.user,
                now=now(),
                account_code=form.cleaned_data["account"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            for one in done:
                _say(request, one)
            return redirect("desk:bank-entries")
    states = bank_api.account_states()
    return hall(
        request,
        "bank/overview",
        tab="bank",
        status=422 if form.errors else 200,
        form=form,
        accounts=[(account, states.get(account.code)) for account in bank_api.accounts()],
        statements=bank_api.statements(),
        counts=bank_api.transfer_counts(),
        differences=delivery.count_open_differences(),
    )


def _say(request: DeskRequest, one: bank_api.Imported) -> None:
    if not one.new:
        messages.info(request, _("This file was read before: nothing was added."))
        return
    new = one.statement.entries_new
    said = ngettext("%(new)s new entry.", "%(new)s new entries.", new) % {"new": new}
    messages.success(request, said)
    if one.statement.missing_centimes:
        messages.warning(request, _("It does not go on from the statement before: one between is missing."))


@desk_only
def entries(request: DeskRequest) -> HttpResponse:
    """What nobody explained, or everything."""
    show = word_of(request, "show", "all")
    account = word_of(request, "account")
    page = bank_api.entries(account=account, unexplained=show != "all", after=after_of(request))
    return hall(request, "bank/entries", tab="bank", page=page, show=show, account=account)


def _page(request: DeskRequest, entry_id: int, *, deed: str = "", form: Form | None = None) -> HttpResponse:
    slips = delivery.remittances(unpaid=True).items
    forms: dict[str, Form] = {
        "purpose": PurposeForm(auto_id="purpose-%s"),
        "carrier": CarrierForm(auto_id="carrier-%s"),
        "slip": SlipChoiceForm(slips=slips, auto_id="slip-%s"),
    }
    return hall(
        request,
        "bank/entry",
        tab="bank",
        status=200 if form is None else 422,
        entry=bank_api.entry(entry_id),
        forms=forms | ({deed: form} if form is not None else {}),
        slips=slips,
        refused=deed,
    )


@desk_only
def entry(request: DeskRequest, entry_id: int) -> HttpResponse:
    """One entry; the desk says what it is."""
    form = PurposeForm(request.POST or None, auto_id="purpose-%s")
    if request.method != "POST":
        return _page(request, entry_id)
    return _explain(
        request,
        entry_id,
        "purpose",
        form,
        lambda v: bank_api.explain_by_hand(
            entry_id=entry_id,
            purpose=v["purpose"],
            reference=v["reference"],
            note=v["note"],
            by=request.user,
            now=now(),
        ),
        gettext_lazy("Explained."),
    )


@desk_only
@require_POST
def of_carrier(request: DeskRequest, entry_id: int) -> HttpResponse:
    """It is a carrier's: cash it owed, or what it is owed."""
    form = CarrierForm(request.POST, auto_id="carrier-%s")
    return _explain(
        request,
        entry_id,
        "carrier",
        form,
        lambda v: delivery.explain_with_carrier(
            entry_id=entry_id, carrier_code=v["carrier_code"], note=v["note"], by=request.user, now=now()
        ),
        gettext_lazy("Booked on the carrier's account."),
    )


@desk_only
@require_POST
def of_slip(request: DeskRequest, entry_id: int) -> HttpResponse:
    """It is the money of a carrier's slip, whatever its amount."""
    form = SlipChoiceForm(request.POST, slips=delivery.remittances(unpaid=True).items, auto_id="slip-%s")
    return _explain(
        request,
        entry_id,
        "slip",
        form,
        lambda v: delivery.match_to_bank(
            remittance=delivery.remittance_by_id(int(v["remittance"])), entry_id=entry_id, by=request.user, now=now()
        ),
        gettext_lazy("Booked as the money of this slip."),
    )


def _explain(
    request: DeskRequest,
    entry_id: int,
    deed: str,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    said: str | Promise,
) -> HttpResponse:
    bank_api.entry(entry_id)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(said))
            return redirect("desk:bank-entries")
    return _page(request, entry_id, deed=deed, form=form)
