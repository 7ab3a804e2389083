"""Withdrawing from a sale: choose, look once more, done; then what becomes of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from twiza.clocks.api import clocks_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.ordering import api as ordering
from twiza.protection import api as protection
from twiza.web.kit.gate import now
from twiza.web.shop.mine import Mine, mine
from twiza.web.shop.withdrawals.forms import SentForm, WithdrawForm

BACK_AS_IT_CAME = {"pickup": "point", "hand": "hand"}  # by the method of delivery; else a carrier


@never_cache
def new(request: HttpRequest, number: str, part: str, secret: str = "") -> HttpResponse:
    """The choice; then, as `step` says, the last look or the withdrawal itself. Twice pressed is once withdrawn."""
    yours = mine(request, number, secret)
    row = yours.part(part)
    moment = now()
    rights = protection.rights_of_part(row, now=moment)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step:
        form = WithdrawForm(rights, request.POST)
    else:
        usual = BACK_AS_IT_CAME.get(row.quote.get("method", ""), "carrier")
        way = "cash" if usual == "hand" else ""
        form = WithdrawForm(rights, returned_by=usual, usual_way=way, initial={"key": uuid4().hex})
    quote, status = None, 200
    if step and form.is_valid():
        try:
            if step == "confirm":
                return _ask(yours, row, form, moment)
            quote = protection.quote_withdrawal(part=row, items=form.items, now=moment)
        except Refusal as refusal:
            form.refuse(refusal)
    if step and form.errors:
        status = 422
    elif step == "change":
        quote = None
    view = ordering.part_view(row, now=moment)
    shown = {"here": yours.here, "order": yours.order, "part": view, "rights": rights, "form": form, "quote": quote}
    if quote:
        chosen = form.items
        shown["chosen"] = [(line, chosen[line.line_id]) for line in form.open_lines if line.line_id in chosen]
        shown["ways"] = dict(rights.ways)
        shown["returns"] = dict(protection.returned_by_choices())
        return render(request, "shop/withdrawals/recap.html", shown)
    return render(request, "shop/withdrawals/new.html", shown, status=status)


def _ask(yours: Mine, row: Any, form: WithdrawForm, moment: Any) -> HttpResponse:
    made = protection.ask_withdrawal(
        part=row,
        items=form.items,
        returned_by=form.cleaned_data["returned_by"],
        refund_way=form.cleaned_data["refund_way"],
        payee=form.payee,
        note=form.cleaned_data["note"],
        key=f"{row.number}:{form.cleaned_data['key']}",
        by=yours.person,
        now=moment,
    )
    return yours.to(f"withdrawals/{made.number}/")


@never_cache
@require_GET
def withdrawal(request: HttpRequest, number: str, withdrawal: str, secret: str = "") -> HttpResponse:
    yours = mine(request, number, secret)
    return _page(request, yours, protection.withdrawal_of_order(yours.order, withdrawal), SentForm())


def _page(request: HttpRequest, yours: Mine, row: Any, form: SentForm, status: int = 200) -> HttpResponse:
    moment = now()
    view = protection.withdrawal_view(row, now=moment)
    subject = f"part:{view.part_number}"
    part = ordering.part_view(yours.part(view.part_number), now=moment)
    clocks = [c for c in clocks_of([subject], now=moment).get(subject, ()) if view.number in c.reference]
    shown = {"here": yours.here, "order": yours.order, "part": part, "back": view, "clocks": clocks, "form": form}
    return render(request, "shop/withdrawals/withdrawal.html", shown, status=status)


@never_cache
@require_POST
def sent(request: HttpRequest, number: str, withdrawal: str, secret: str = "") -> HttpResponse:
    """She has given the goods to somebody, or brought them."""
    yours = mine(request, number, secret)
    row = protection.withdrawal_of_order(yours.order, withdrawal)
    form = SentForm(request.POST)
    if form.is_valid():
        try:
            protection.send_back(withdrawal=row, tracking=form.cleaned_data["tracking"], by=yours.person, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you: the cooperative knows that it is on its way."))
            return yours.to(f"withdrawals/{row.number}/")
    return _page(request, yours, row, form, status=422)


@never_cache
@require_POST
def take_back(request: HttpRequest, number: str, withdrawal: str, secret: str = "") -> HttpResponse:
    """She keeps the goods after all."""
    yours = mine(request, number, secret)
    row = protection.withdrawal_of_order(yours.order, withdrawal)
    try:
        protection.take_back_withdrawal(withdrawal=row, by=yours.person, now=now())
        messages.success(request, _("You keep the goods. The withdrawal is off."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return yours.to(f"withdrawals/{row.number}/")


@never_cache
@require_GET
def receipt(request: HttpRequest, number: str, withdrawal: str, secret: str = "") -> HttpResponse:
    """The receipt with its date, to keep."""
    yours = mine(request, number, secret)
    row = protection.withdrawal_of_order(yours.order, withdrawal)
    data = protection.receipt_pdf(row)
    if not data:
        raise NotFound(withdrawal)
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
