"""What narrows a list of goods: the form of the facets, read into the question of the index."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from twiza.geography import api as geography
from twiza.search import api as index
from twiza.web.kit.forms import CommuneField, Form, MoneyField

SORTS = [
    ("new", gettext_lazy("Newest first")),
    ("price", gettext_lazy("Cheapest first")),
    ("price_down", gettext_lazy("Dearest first")),
]
BEST = ("best", pgettext_lazy("order of a list", "Best fit first"))


# The parameters of an address that a list of goods reads, besides its words.
PLACES = ("region", "province", "commune", "near")
PARAMETERS = (*PLACES, "category", "label", "cooperative", "lowest", "highest", "stock", "sort", "after")


class FacetForm(Form):
    """What narrows a list. A code nobody knows finds nothing; an amount that is none is said and left out."""

    category = forms.CharField(required=False, max_length=60)
    region = forms.CharField(required=False, max_length=20)
    province = forms.CharField(required=False, max_length=20)
    commune = forms.CharField(required=False, max_length=20)
    label = forms.CharField(required=False, max_length=80)
    cooperative = forms.CharField(required=False, max_length=20)
    lowest = MoneyField(required=False)
    highest = MoneyField(required=False)
    stock = forms.BooleanField(required=False)
    near = CommuneField(required=False)
    sort = forms.ChoiceField(required=False, choices=[BEST, *SORTS])

    def narrowed(self, base: index.Filter) -> index.Filter:
        """`base` is where the shelf stands: it can be narrowed to a part of itself, never left."""
        self.is_valid()
        asked = self.cleaned_data
        return replace(
            base,
            category=base.category or asked.get("category") or None,
            region=base.region or asked.get("region") or None,
            province=asked.get("province") or None,
            commune=asked.get("commune") or None,
            cooperative=base.cooperative or asked.get("cooperative") or None,
            designation=asked.get("label") or None,
            in_stock=bool(asked.get("stock")),
            min_centimes=asked.get("lowest"),
            max_centimes=asked.get("highest"),
        )

    def order(self, first: str) -> str:
        return self.cleaned_data.get("sort") or first

    def place(self) -> geography.CommuneCard | None:
        """The commune that goods should be near to."""
        return self.cleaned_data.get("near")
