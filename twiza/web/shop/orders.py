"""An order as its buyer sees it: by the secret link of a guest, or as the person who placed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from twiza.clocks.api import clocks_of
from twiza.complaints.api import complaints_of_parts
from twiza.conversations.api import unread_of
from twiza.kernel.refusals import Refusal
from twiza.ordering import api as ordering
from twiza.people import api as people
from twiza.protection import api as protection
from twiza.web.kit.forms import DigitsField, Form, PhoneField
from twiza.web.kit.gate import now, signed_in
from twiza.web.shop.invoices.files import papers_of_order
from twiza.web.shop.keyset import after_number
from twiza.web.shop.mine import mine


@dataclass(frozen=True, slots=True)
class Course:
    """What is running on one part of an order."""

    withdrawals: list[protection.WithdrawalView]
    claims: list[protection.ClaimView]
    replacements: list[protection.ReplacementView]
    clocks: list[Any]
    unread: int
    too_late: bool  # her time to change her mind is over, for some of it


@never_cache
@require_GET
def order(request: HttpRequest, number: str, secret: str = "") -> HttpResponse:
    """The order, what she can do with each part now, and what is running: as many queries for one part as for ten."""
    yours, moment = mine(request, number, secret), now()
    view = ordering.order_view(yours.order, now=moment)
    rights = protection.rights_of_parts(ordering.parts_of_order(yours.order), now=moment)
    fresh = (moment - view.placed_at).total_seconds() < 15 * 60
    return render(
        request,
        "shop/order.html",
        {
            "order": view,
            "secret": secret,
            "here": yours.here,
            "fresh": fresh,
            "reasons": ordering.cancel_reasons(),
            "rights": rights,
            "courses": _courses(yours.order, view, rights, moment),
            "complained": complaints_of_parts([part.part_id for part in view.parts], now=moment),
        }
        | papers_of_order(view, secret),
    )


def _courses(order: Any, view: ordering.OrderView, rights: dict[int, Any], moment: Any) -> dict[str, Course]:
    """By part number."""
    late = {r.number: any(line.why_not == "too_late" for line in r.lines) for r in rights.values()}
    subjects = {part.number: f"part:{part.number}" for part in view.parts}
    withdrawals = protection.withdrawals_of_order(order, now=moment)
    claims = protection.claims_of_order(order, now=moment)
    replacements = protection.replacements_of_order(order, now=moment)
    clocks = clocks_of(subjects.values(), now=moment)
    unread = unread_of(list(subjects.values()), role="buyer")
    return {
        number: Course(
            [row for row in withdrawals if row.part_number == number],
            [row for row in claims if row.part_number == number],
            [row for row in replacements if row.part_number == number],
            [clock for clock in clocks.get(subject, ()) if clock.is_open],
            unread.get(subject, 0),
            late.get(number, False),
        )
        for number, subject in subjects.items()
    }


@never_cache
@require_POST
def cancel(request: HttpRequest, number: str, secret: str = "") -> HttpResponse:
    """Take back one cooperative's part, while the table of states still allows it."""
    yours = mine(request, number, secret)
    part = yours.part(request.POST.get("part", ""))
    reason = request.POST.get("reason", "")
    try:
        ordering.cancel_part(part=part, actor=yours.person, reason=reason, by="buyer", now=now())
        if part.paid_at is None:
            messages.success(request, _("It is cancelled. There is nothing to pay for it."))
        else:
            messages.success(request, _("It is cancelled. What you paid for it goes back to you."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return yours.to()


@never_cache
@require_GET
def confirmation(request: HttpRequest, number: str, secret: str = "") -> HttpResponse:
    """The durable confirmation of law 31-08 art. 32, to keep."""
    data = ordering.confirmation_pdf(mine(request, number, secret).order)
    return HttpResponse(
        data, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{number}.pdf"'}
    )


@never_cache
@signed_in
@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    page = ordering.orders_of(request.user, after=after_number(request))
    return render(request, "shop/orders.html", {"page": page})


class TrackForm(Form):
    number = forms.CharField(
        max_length=20,
        label=_("Number of the order"),
        help_text=_("It stands in your message or e-mail and begins with TW."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )
    phone = PhoneField(label=_("Phone"), help_text=_("The number given with the order."))


class CodeForm(Form):
    """The code that was sent, with the number and the phone that it was asked for."""

    number = forms.CharField(max_length=20, widget=forms.HiddenInput)
    phone = PhoneField(widget=forms.HiddenInput)
    code = DigitsField(
        max_length=12,
        label=_("Code"),
        help_text=_("Six digits. It is good for ten minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "one-time-code"}),
    )


@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """For guests: a code goes to the phone of the order, and opens its page. Nothing here tells whether it exists."""
    if "code" in request.POST:
        return _open_by_code(request)
    form, status = TrackForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("number", "phone")}
        try:
            way = ordering.send_order_code(
                **asked, client=people.client_address(request), language=request.LANGUAGE_CODE, now=now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
            status = 429
        else:
            return render(request, f"shop/track_{way}.html", {"form": CodeForm(initial=asked), "asked": asked})
    return render(request, "shop/track.html", {"form": form}, status=status)


def _open_by_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            found = ordering.order_by_code(**form.cleaned_data, client=people.client_address(request), now=now())
            return redirect("shop:order_by_link", found.number, found.secret)
        except Refusal as refusal:
            form.refuse(refusal)
    asked = {name: request.POST.get(name, "") for name in ("number", "phone")}
    return render(request, "shop/track_phone.html", {"form": form, "asked": asked}, status=422)
