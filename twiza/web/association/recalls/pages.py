"""Calling a batch back: proposed here, confirmed by its cooperative or the desk, then told to every buyer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.web.association.gate import AdviserRequest, reads, works
from twiza.web.association.hall import back, do, hall
from twiza.web.association.products import ProductField
from twiza.web.kit.forms import Form, TextsField
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of

LANGUAGES = ("ar", "fr", "en")


class RecallForm(Form):
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    product = ProductField(label=gettext_lazy("Product: the address of its page"))
    sku = forms.CharField(
        label=gettext_lazy("Reference of one size only"),
        required=False,
        max_length=64,
        help_text=gettext_lazy("Empty: all sizes."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    sold_from = forms.DateField(label=gettext_lazy("Sold from"), widget=forms.DateInput(attrs={"type": "date"}))
    sold_until = forms.DateField(label=gettext_lazy("Sold until"), widget=forms.DateInput(attrs={"type": "date"}))
    lot = forms.CharField(
        label=gettext_lazy("Lot written on it"), required=False, max_length=60, widget=forms.TextInput({"dir": "ltr"})
    )
    danger = forms.ChoiceField(label=gettext_lazy("Danger"), choices=mediation.Danger.choices)
    reasons = TextsField(label=gettext_lazy("What is wrong"), languages=LANGUAGES, long=True)
    advice = TextsField(label=gettext_lazy("What a buyer should do"), languages=LANGUAGES, long=True)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        product, sku = typed.get("product"), typed.get("sku")
        typed["variant_id"] = None
        if product and sku:
            found = next((v.id for v in product.variants if v.sku == sku), None)
            if found is None:
                self.add_error("sku", _("This product has no size of this reference."))
            typed["variant_id"] = found
        return typed


@reads
@require_GET
def recalls(request: AdviserRequest, association: Any) -> HttpResponse:
    page = mediation.recalls_of_association(association, after=after_of(request))
    return hall(request, association, "recalls/recalls", tab="recalls", page=page)


@works
def new(request: AdviserRequest, association: Any) -> HttpResponse:
    """First how many it reaches, then the proposal itself: two buttons of one form."""
    first = {"key": get_random_string(20), "product": request.GET.get("product", "")[:80]}
    form, reach = RecallForm(request.POST or None, initial=first), None
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        product, variant_id = typed.pop("product"), typed.pop("variant_id")
        typed.pop("sku")
        try:
            if "look" in request.POST:
                reach = mediation.reach_of(product.id, variant_id, typed["sold_from"], typed["sold_until"])
            else:
                found = mediation.propose_recall(
                    association=association, product_id=product.id, variant_id=variant_id, by=request.user, now=now(),
                    **typed,
                )  # fmt: skip
                messages.success(request, _("Proposed: its cooperative and the market's desk are asked now."))
                return back("recall", association, found.number)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return hall(request, association, "recalls/new", tab="recalls", status=status, form=form, reach=reach)


@reads
@require_GET
def recall(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    view = mediation.recall_view(mediation.recall_of_association(association, number))
    return hall(request, association, "recalls/recall", tab="recalls", recall=view)


@works
@require_POST
def take_back(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found = mediation.recall_of_association(association, number)
    do(
        request,
        gettext_lazy("The recall is taken back."),
        lambda: mediation.take_back_recall(recall=found, by=request.user, now=now()),
    )
    return back("recall", association, number)
