"""Looking at products before buyers do: as they will see them, with the facts beside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.plumbing.api import audit_of
from twiza.web.desk.forms import NoteForm
from twiza.web.desk.hall import DeskRequest, do, hall
from twiza.web.kit.gate import desk_only, now


@desk_only
def products(request: DeskRequest) -> HttpResponse:
    return hall(request, "products", tab="products", rows=catalog.products_waiting())


def _page(request: DeskRequest, row: Any, *, deed: str = "", form: NoteForm | None = None) -> HttpResponse:
    shown = catalog.workshop_product(row)
    forms = {name: NoteForm(auto_id=f"{name}-%s") for name in ("send_back", "withdraw")}
    return hall(
        request,
        "product",
        tab="products",
        status=200 if form is None else 422,
        product=shown,
        card=cooperatives.cooperative_card(row.cooperative_id, on=day_of(now())),
        forms=forms | ({deed: form} if form is not None else {}),
        refused=deed,
        trail=audit_of(row),
    )


@desk_only
def product(request: DeskRequest, product_id: int) -> HttpResponse:
    return _page(request, catalog.product_for_desk(product_id))


@desk_only
@require_POST
def publish(request: DeskRequest, product_id: int) -> HttpResponse:
    row = catalog.product_for_desk(product_id)
    said = gettext_lazy("On the market. The cooperative is told.")
    done = do(request, said, lambda: catalog.publish_product(product=row, by=request.user, now=now()))
    return redirect("desk:products") if done else redirect("desk:product", product_id)


@desk_only
@require_POST
def send_back(request: DeskRequest, product_id: int) -> HttpResponse:
    """To the cooperative, with a note of what to change."""
    row = catalog.product_for_desk(product_id)
    form = NoteForm(request.POST, auto_id="send_back-%s")
    if form.is_valid():
        try:
            catalog.send_back_product(product=row, note=form.cleaned_data["note"], by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent back with your note."))
            return redirect("desk:products")
    return _page(request, row, deed="send_back", form=form)


@desk_only
@require_POST
def withdraw(request: DeskRequest, product_id: int) -> HttpResponse:
    row = catalog.product_for_desk(product_id)
    form = NoteForm(request.POST, auto_id="withdraw-%s")
    if form.is_valid():
        try:
            note = form.cleaned_data["note"]
            catalog.withdraw_product(product=row, note=note, role="desk", by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Taken off the market; the cooperative must submit it again."))
            return redirect("desk:product", product_id)
    return _page(request, row, deed="withdraw", form=form)
