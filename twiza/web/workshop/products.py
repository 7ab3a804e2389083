"""The cooperative's products: the list, one product, its texts, and whether it is on the market."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound, Refusal
from twiza.web.kit.gate import now
from twiza.web.workshop.forms.products import ProductForm, product_fields, product_initial
from twiza.web.workshop.roles import TeamRequest, manages, prepares
from twiza.web.workshop.room import back, do, room

STATES = (
    ("draft", "pencil", gettext_lazy("Drafts")),
    ("submitted", "clock", gettext_lazy("With the desk")),
    ("published", "circle-check", gettext_lazy("On sale")),
    ("withdrawn", "eye-off", gettext_lazy("Withdrawn")),
)
VERBS = {
    "submit": (catalog.submit_product, gettext_lazy("Sent to the desk. You will be told when it is on sale.")),
    "take_back": (catalog.take_back_product, gettext_lazy("You have it back: change it, then submit it again.")),
    "withdraw": (catalog.withdraw_product, gettext_lazy("The product is no longer on the market.")),
    "show_again": (catalog.show_product_again, gettext_lazy("The product is on the market again.")),
}


@prepares
def products(request: TeamRequest, cooperative: Any) -> HttpResponse:
    asked, text = request.GET.get("state"), request.GET.get("text", "").strip()[:100]
    state = asked if asked in [s for s, _i, _w in STATES] else None
    page = catalog.products_of_cooperative(
        cooperative.pk, status=state, text=text or None, after=request.GET.get("after") or None
    )
    total = sum(page.by_status.values())
    return room(
        request, cooperative, "products", tab="products", states=STATES, state=state, text=text, page=page, total=total
    )


@prepares
def product(request: TeamRequest, cooperative: Any, product_id: int) -> HttpResponse:
    row = catalog.product_of_cooperative(cooperative.pk, product_id)
    return room(request, cooperative, "product", tab="products", product=catalog.workshop_product(row))


@manages
def new_product(request: TeamRequest, cooperative: Any) -> HttpResponse:
    form = ProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = catalog.create_product(
                cooperative_id=cooperative.pk,
                by=request.user,
                now=now(),
                **product_fields(form),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The product is written down. Now its price and what it weighs."))
            return back("new-variant", cooperative, made.pk)
    status = 422 if form.errors else 200
    return room(request, cooperative, "product_form", tab="products", status=status, form=form, product=None)


@manages
def edit_product(request: TeamRequest, cooperative: Any, product_id: int) -> HttpResponse:
    row = catalog.product_of_cooperative(cooperative.pk, product_id)
    shown = catalog.workshop_product(row)
    form = ProductForm(request.POST or None, initial=product_initial(shown.page))
    if request.method == "POST" and form.is_valid():
        try:
            catalog.edit_product(product=row, by=request.user, now=now(), **product_fields(form))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Kept."))
            return back("product", cooperative, product_id)
    status = 422 if form.errors else 200
    return room(request, cooperative, "product_form", tab="products", status=status, form=form, product=shown)


@manages
@require_POST
def product_verb(request: TeamRequest, cooperative: Any, product_id: int, verb: str) -> HttpResponse:
    """submit, take_back, withdraw, show_again."""
    row = catalog.product_of_cooperative(cooperative.pk, product_id)
    if verb not in VERBS:
        raise NotFound(verb)
    act, said = VERBS[verb]
    do(request, said, lambda: act(product=row, by=request.user, now=now()))
    return back("product", cooperative, product_id)
