"""What belongs to a product: its variants with price and count, its photos, its protected names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.catalog import api as catalog
from twiza.kernel.refusals import Refusal
from twiza.web.kit.gate import now
from twiza.web.workshop.forms.base import WorkshopForm
from twiza.web.workshop.forms.cooperative import AltForm, PhotoForm
from twiza.web.workshop.forms.products import ClaimForm, EditVariantForm, PriceForm, StockForm, VariantForm
from twiza.web.workshop.roles import TeamRequest, manages, prepares
from twiza.web.workshop.room import back, do, room


def _fill_in(
    request: TeamRequest,
    cooperative: Any,
    row: Any,
    form: WorkshopForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    template: str,
    said: str | Promise,
    **shown: Any,
) -> HttpResponse:
    """A form about something of the product `row`: done and back to the product, or shown again with why not."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(said))
            return back("product", cooperative, row.pk)
    status = 422 if form.errors else 200
    return room(request, cooperative, template, tab="products", status=status, form=form, product=row, **shown)


@manages
def new_variant(request: TeamRequest, cooperative: Any, product_id: int) -> HttpResponse:
    row = catalog.product_of_cooperative(cooperative.pk, product_id)

    def act(value: dict[str, Any]) -> None:
        value["price_centimes"] = value.pop("price") or 0
        catalog.add_variant(product=row, by=request.user, now=now(), **value)

    form = VariantForm(request.POST or None)
    return _fill_in(request, cooperative, row, form, act, template="variant_form", said=_("The variant is added."))


@manages
def edit_variant(request: TeamRequest, cooperative: Any, variant_id: int) -> HttpResponse:
    row = catalog.variant_of_cooperative(cooperative.pk, variant_id)
    names = ("content_amount", "content_unit", "weight_grams", "labels", "sku", "best_before", "active")
    form = EditVariantForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    return _fill_in(
        request,
        cooperative,
        row.product,
        form,
        lambda value: catalog.edit_variant(variant=row, by=request.user, now=now(), **value),
        template="variant_form",
        said=_("Kept."),
        variant=row,
    )


@manages
def price(request: TeamRequest, cooperative: Any, variant_id: int) -> HttpResponse:
    """A new price, under the memory of the former ones."""
    row = catalog.variant_of_cooperative(cooperative.pk, variant_id)
    return _fill_in(
        request,
        cooperative,
        row.product,
        PriceForm(request.POST or None, initial={"price": row.price_centimes}),
        lambda value: catalog.set_price(variant=row, price_centimes=value["price"] or 0, by=request.user, now=now()),
        template="price",
        said=_("The new price is shown from now on."),
        variant=row,
        history=catalog.price_history(row.pk),
    )


@prepares
def stock(request: TeamRequest, cooperative: Any, variant_id: int) -> HttpResponse:
    row = catalog.variant_of_cooperative(cooperative.pk, variant_id)
    return _fill_in(
        request,
        cooperative,
        row.product,
        StockForm(request.POST or None, initial={"on_hand": row.on_hand}),
        lambda value: catalog.count_stock(variant=row, on_hand=value["on_hand"], by=request.user, now=now()),
        template="stock",
        said=_("The stock is counted."),
        variant=row,
    )


@manages
def new_photo(request: TeamRequest, cooperative: Any, product_id: int) -> HttpResponse:
    row = catalog.product_of_cooperative(cooperative.pk, product_id)
    form = PhotoForm(request.POST or None, request.FILES or None)
    return _fill_in(
        request,
        cooperative,
        row,
        form,
        lambda value: catalog.add_photo(
            product=row, upload=value["photo"], alt=value["alt"], by=request.user, now=now()
        ),
        template="photo_form",
        said=_("The picture is added."),
    )


@manages
def edit_photo(request: TeamRequest, cooperative: Any, photo_id: int) -> HttpResponse:
    row = catalog.photo_of_cooperative(cooperative.pk, photo_id)
    form = AltForm(request.POST or None, initial={"alt": row.alt})
    return _fill_in(
        request,
        cooperative,
        row.product,
        form,
        lambda value: catalog.edit_photo(photo=row, alt=value["alt"], by=request.user, now=now()),
        template="photo_form",
        said=_("Kept."),
        photo=row,
    )


@manages
@require_POST
def photo_first(request: TeamRequest, cooperative: Any, photo_id: int) -> HttpResponse:
    row = catalog.photo_of_cooperative(cooperative.pk, photo_id)
    do(
        request,
        _("This picture comes first now."),
        lambda: catalog.edit_photo(photo=row, place=0, by=request.user, now=now()),
    )
    return back("product", cooperative, row.product_id)


@manages
@require_POST
def remove_photo(request: TeamRequest, cooperative: Any, photo_id: int) -> HttpResponse:
    row = catalog.photo_of_cooperative(cooperative.pk, photo_id)
    product_id = row.product_id
    do(request, _("The picture is taken away."), lambda: catalog.remove_photo(photo=row, by=request.user, now=now()))
    return back("product", cooperative, product_id)


@manages
def new_claim(request: TeamRequest, cooperative: Any, product_id: int) -> HttpResponse:
    row = catalog.product_of_cooperative(cooperative.pk, product_id)
    return _fill_in(
        request,
        cooperative,
        row,
        ClaimForm(request.POST or None),
        lambda value: catalog.claim_designation(product=row, by=request.user, now=now(), **value),
        template="claim_form",
        said=_("The protected name is on the product, with your certificate."),
    )


@manages
@require_POST
def drop_claim(request: TeamRequest, cooperative: Any, claim_id: int) -> HttpResponse:
    row = catalog.claim_of_cooperative(cooperative.pk, claim_id)
    product_id = row.product_id
    do(
        request,
        _("The protected name is taken off."),
        lambda: catalog.drop_designation(claim=row, by=request.user, now=now()),
    )
    return back("product", cooperative, product_id)
