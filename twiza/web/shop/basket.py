"""The basket: one across cooperatives, of a guest or a person; what moved meanwhile is shown and asked again."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from twiza.catalog import api as catalog
from twiza.kernel.refusals import Refusal
from twiza.ordering import api as ordering
from twiza.payments import api as payments
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now, same_origin
from twiza.web.shop import guest, shelves


class LineForm(Form):
    """What a product's page and a line of the basket send."""

    variant = forms.IntegerField(min_value=1, max_value=2**62)
    quantity = forms.IntegerField(min_value=0, max_value=999, required=False)


@never_cache
@require_GET
def basket(request: HttpRequest) -> HttpResponse:
    moment = now()
    kept = guest.basket_of(request, now=moment)
    view = ordering.basket_view(kept, now=moment)
    cards = catalog.product_cards(line.product_id for line in view.all_lines) if not view.is_empty else {}
    kinds = {pk: shelves.kind_of(card.category_code) for pk, card in cards.items()}
    beforehand = any(way.prepaid for way in payments.ways(amount_centimes=view.goods_centimes))
    page = render(request, "shop/basket.html", {"basket": view, "kinds": kinds, "beforehand": beforehand})
    return guest.remember(request, page, kept, now=moment)


@same_origin
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """From a page that caches keep whole, hence no CSRF token: the browser's own word is asked for."""
    form, moment = LineForm(request.POST), now()
    response = redirect("shop:basket")
    if not form.is_valid():
        messages.error(request, _("Choose what to put in the basket, and how many."))
        return response
    kept = guest.open_basket(request, now=moment)
    try:
        ordering.add_to_basket(
            basket=kept,
            variant_id=form.cleaned_data["variant"],
            quantity=form.cleaned_data["quantity"] or 1,
            now=moment,
        )
        messages.success(request, _("It is in your basket."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return guest.remember(request, response, kept, now=moment)


@never_cache
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Another quantity of a line; 0, or the button to remove it, takes it out."""
    form, moment = LineForm(request.POST), now()
    kept = guest.basket_of(request, now=moment)
    if kept and form.is_valid():
        quantity = 0 if "remove" in request.POST else form.cleaned_data["quantity"] or 0
        try:
            ordering.set_quantity(basket=kept, variant_id=form.cleaned_data["variant"], quantity=quantity, now=moment)
            messages.success(request, _("Your basket is up to date."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("The quantity is a whole number, such as 2."))
    return guest.remember(request, redirect("shop:basket"), kept, now=moment)


@never_cache
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """The buyer agrees to what the page said had moved."""
    moment = now()
    kept = guest.basket_of(request, now=moment)
    try:
        if kept:
            ordering.accept_changes(basket=kept, seen=request.POST.get("seen", ""), now=moment)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("shop:basket")


@never_cache
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """What cached pages don't carry: how many pieces lie in the basket, and who is signed in."""
    person = guest.person_of(request)
    name = person.name if person else ""
    return JsonResponse({"basket": ordering.pieces_in_basket(**guest.whose(request)), "name": name})
