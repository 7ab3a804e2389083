"""Checkout in three short steps: where to, how, and a last look with everything in the price.

What was typed is kept in the session, so that going back loses nothing; the order itself is placed once, whatever is
clicked, because the form carries the basket's own key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.law import api as law
from twiza.ordering import api as ordering
from twiza.people import api as people
from twiza.web.kit.gate import now
from twiza.web.shop import guest
from twiza.web.shop.checkout_forms import AddressForm, ConfirmForm, DeliveryForm

KEPT, PLACED = "checkout", "placed"
Step = Callable[[HttpRequest, Any, dict[str, Any]], HttpResponse]


def step(view: Step) -> Callable[[HttpRequest], HttpResponse]:
    """Every step starts from a basket with nothing to settle; else the buyer is shown the basket."""

    @never_cache
    @wraps(view)
    def stepped(request: HttpRequest) -> HttpResponse:
        if (done := request.session.get(PLACED, {}).get(request.POST.get("key", ""))) is not None:
            return redirect(done)
        basket = guest.basket_of(request, now=now())
        shown = ordering.basket_view(basket, now=now())
        if shown.is_empty or shown.changes:
            return redirect("shop:basket")
        return view(request, basket, request.session.get(KEPT, {}))

    return stepped


@step
def address(request: HttpRequest, basket: Any, kept: dict[str, Any]) -> HttpResponse:
    """Step 1: who receives it, and where."""
    person = guest.person_of(request)
    cards = people.addresses_of(person) if person else []
    form = AddressForm(request.POST or None, cards=cards, person=person, kept=kept)
    if request.method == "POST" and form.is_valid() and (postal := form.postal()):
        if form.cleaned_data.get("keep") and person:
            people.save_address(person, **postal.as_dict())
        request.session[KEPT] = kept | {"address": postal.as_dict(), "email": form.cleaned_data["email"]}
        return redirect("shop:checkout_delivery")
    view = _view(basket, {})  # nothing is quoted before the address stands
    return render(request, "shop/checkout_address.html", {"form": form, "checkout": view, "step": 1, "cards": cards})


@step
def delivery(request: HttpRequest, basket: Any, kept: dict[str, Any]) -> HttpResponse:
    """Step 2: one way to deliver for each cooperative, and how it is paid."""
    if "address" not in kept:
        return redirect("shop:checkout")
    view = _view(basket, kept)
    form = DeliveryForm(request.POST or None, checkout=view, kept=kept)
    if request.method == "POST" and form.is_valid():
        try:
            ordering.hold_for_checkout(basket=basket, now=now())
            chosen = {"choices": form.choices(), "payments": form.payments(), "pay": form.payment_of(0)}
            request.session[KEPT] = kept | chosen
            return redirect("shop:checkout_confirm")
        except Refusal as refusal:
            form.refuse(refusal)
    beforehand = any(way.prepaid for way in view.ways)
    shown = {"form": form, "checkout": view, "step": 2, "beforehand": beforehand}
    return render(request, "shop/checkout_delivery.html", shown)


@step
def confirm(request: HttpRequest, basket: Any, kept: dict[str, Any]) -> HttpResponse:
    """Step 3: the recapitulation, each part of which can be corrected; then the order, once."""
    if "address" not in kept:
        messages.info(request, _("Please say again where the parcel goes: this page was open for too long."))
        return redirect("shop:checkout")
    if "choices" not in kept:
        return redirect("shop:checkout_delivery")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            order = _place(basket, kept, form)
            leads = ordering.next_to_pay(order, get_language())
            request.session[PLACED] = {form.cleaned_data["key"]: leads}
            request.session.pop(KEPT, None)
            return redirect(leads)
        except Refusal as refusal:
            form.refuse(refusal)
    postal = people.PostalAddress.from_dict(kept["address"])
    shown = {
        "form": form,
        "checkout": _view(basket, kept),
        "step": 3,
        "postal": postal,
        "commune": geography.commune(postal.commune_code),
        "email": kept.get("email", ""),
        "withdrawal": law.rule("consumer.withdrawal_days", on=day_of(now())),
    }
    return render(request, "shop/checkout_confirm.html", shown)


def _place(basket: Any, kept: dict[str, Any], form: ConfirmForm) -> Any:
    postal = people.PostalAddress.from_dict(kept["address"])
    return ordering.place_order(
        basket=basket,
        key=form.cleaned_data["key"],
        contact=ordering.Contact(
            name=postal.recipient, phone=postal.phone, email=kept.get("email", ""), language=get_language() or "ar"
        ),
        address=postal,
        choices=_of_cooperatives(kept, "choices"),
        payments=_of_cooperatives(kept, "payments"),
        terms_version=form.cleaned_data["terms_version"],
        seen_total_centimes=form.cleaned_data["total"],
        now=now(),
    )


def _of_cooperatives(kept: dict[str, Any], what: str) -> dict[int, str]:
    """Sessions are JSON: the cooperatives' ids come back as text."""
    return {int(k): code for k, code in kept.get(what, {}).items()}


def _view(basket: Any, kept: dict[str, Any]) -> Any:
    postal = people.PostalAddress.from_dict(kept["address"]) if "address" in kept else None
    return ordering.checkout_view(
        basket=basket,
        address=postal,
        choices=_of_cooperatives(kept, "choices"),
        payments=_of_cooperatives(kept, "payments"),
        now=now(),
    )
