"""A shelf: the public list of products under a category, with what may narrow it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound
from twiza.kernel.text import pick
from twiza.web.kit.forms import Form, MoneyField
from twiza.web.kit.page import public
from twiza.web.shop import linked_data, shelves
from twiza.web.shop.head import head
from twiza.web.shop.keyset import after_text

SORTS = [
    ("new", gettext_lazy("Newest first")),
    ("price", gettext_lazy("Cheapest first")),
    ("price_down", gettext_lazy("Dearest first")),
]


class FacetForm(Form):
    """What narrows a list. A code nobody knows finds nothing; an amount that is none is said and left out."""

    region = forms.CharField(required=False, max_length=20)
    province = forms.CharField(required=False, max_length=20)
    label = forms.CharField(required=False, max_length=80)
    lowest = MoneyField(required=False)
    highest = MoneyField(required=False)
    stock = forms.BooleanField(required=False)
    sort = forms.ChoiceField(required=False, choices=SORTS)

    def narrowed(self, base: catalog.ProductFilter) -> catalog.ProductFilter:
        self.is_valid()
        asked = self.cleaned_data
        return replace(
            base,
            region=asked.get("region") or None,
            province=asked.get("province") or None,
            designation=asked.get("label") or None,
            in_stock=bool(asked.get("stock")),
            min_centimes=asked.get("lowest"),
            max_centimes=asked.get("highest"),
        )

    def order(self) -> str:
        return self.cleaned_data.get("sort") or "new"


def shelf(request: HttpRequest, base: catalog.ProductFilter) -> dict[str, Any]:
    """What the template of a shelf needs: the list, its facets, the form, and what is chosen."""
    form = FacetForm(request.GET)
    wanted = form.narrowed(base)
    listing = catalog.list_products(wanted, sort=form.order(), after=after_text(request))
    facets = catalog.facets(wanted)
    return {
        "form": form,
        "listing": listing,
        "facets": facets,
        "kinds": shelves.kinds(card.category_code for card in listing.items),
        "sorts": SORTS,
        "sort": form.order(),
        "chosen": _chosen(request, facets),
    }


def _chosen(request: HttpRequest, facets: catalog.Facets) -> list[tuple[str, Any]]:
    """The facets in force as (parameter, what it says): each is shown as a chip that takes it off."""
    said: list[tuple[str, Any]] = []
    for parameter, values in (
        ("region", facets.regions),
        ("province", facets.provinces),
        ("label", facets.designations),
    ):
        if code := request.GET.get(parameter):
            said.append(
                (parameter, next((v.names for v in values if v.code == code), dict.fromkeys(("ar", "fr", "en"), code)))
            )
    return said


@require_GET
@public(60)
def category(request: HttpRequest, code: str) -> HttpResponse:
    node = catalog.category(code)
    if node is None:
        raise NotFound(code)
    language = get_language() or "ar"
    trail = [(reverse("shop:category", args=[n.code]), pick(n.names, language)) for n in catalog.trail(code)]
    crumbs = [(reverse("shop:home"), _("The market")), *trail]
    name = pick(node.names, language)
    return render(
        request,
        "shop/category.html",
        shelf(request, catalog.ProductFilter(category=code))
        | {
            "category": node,
            "kind": shelves.kind_of(code),
            "crumbs": crumbs,
            "head": head(
                request,
                title=name,
                description=_("%(category)s from Morocco's cooperatives: who made it, where, at what price.")
                % {"category": name},
                image=f"{reverse('zellige', args=[code])}?kind={shelves.kind_of(code)}",
                linked=[linked_data.breadcrumbs(crumbs)],
            ),
        },
    )
