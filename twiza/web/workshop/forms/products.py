"""What a product is, and what can be bought of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.catalog import api as catalog
from twiza.geography import api as geography
from twiza.kernel.text import pick
from twiza.web.kit.forms import CommuneField, MoneyField, TextsField, name_of
from twiza.web.workshop.forms.base import Sections, WorkshopForm, day_field, whole_number

UNITS = [("g", _("grams")), ("ml", _("millilitres")), ("cm", _("centimetres")), ("piece", _("pieces"))]
VAT = [
    ("", _("As usual for its kind")),
    ("normal", _("Normal rate")),
    ("reduced", _("Reduced rate")),
    ("exempt", _("Exempt")),
]


def categories() -> Iterator[tuple[str, Any]]:
    """The kinds that hold products, in groups by the kind above them."""
    language = get_language() or "ar"
    yield "", _("Choose a kind of product")

    def under(node: catalog.CategoryNode, trail: str) -> Iterator[tuple[str, Any]]:
        name = " › ".join(filter(None, (trail, pick(node.names, language))))
        leaves = [(child.code, pick(child.names, language)) for child in node.children if not child.children]
        if leaves:
            yield name, leaves
        for child in node.children:
            if child.children:
                yield from under(child, name)

    for root in catalog.category_tree():
        if root.children:
            yield from under(root, "")
        else:
            yield root.code, pick(root.names, language)


def designations() -> list[tuple[str, Any]]:
    language = get_language() or "ar"
    known = sorted(
        ((d.code, f"{pick(d.names, language)} {d.sign}".strip()) for d in catalog.designations()), key=lambda d: d[1]
    )
    return [("", _("Choose a protected name")), *known]


class ProductForm(WorkshopForm):
    sections: ClassVar[Sections] = (
        ("tag", _("What it is"), ("names", "category", "descriptions", "compositions")),
        ("map-pin", _("Where and how it is made"), ("origin", "made_to_order", "lead_days", "personalised")),
        ("calendar", _("Keeping and tax"), ("perishable", "shelf_life_days", "vat_class")),
        ("badge-check", _("What you promise"), ("warranty_months", "warranty_terms")),
    )
    names = TextsField(label=_("Name of the product"), languages=("ar", "fr", "en"))
    category = forms.ChoiceField(label=_("Kind of product"), choices=categories)
    descriptions = TextsField(
        label=_("Description"),
        long=True,
        required=False,
        help_text=_("How it is made, what it is good for, how to use it."),
    )
    compositions = TextsField(
        label=_("What it is made of"),
        long=True,
        required=False,
        help_text=_("Ingredients of food, materials of a craft."),
    )
    origin = CommuneField(
        label=_("Commune where it is made"), required=False, help_text=_("Your own commune if left empty.")
    )
    made_to_order = forms.BooleanField(label=_("We make it when it is ordered"), required=False)
    lead_days = whole_number(label=_("Days to make it"), required=False, min_value=0)
    personalised = forms.BooleanField(
        label=_("To the buyer's own measures or wishes"),
        required=False,
        help_text=_("Her size, her name, her drawing: only then may she not change her mind (law 31-08, art. 38)."),
    )
    perishable = forms.BooleanField(label=_("It spoils quickly"), required=False)
    shelf_life_days = whole_number(label=_("Days it keeps"), required=False, min_value=1)
    vat_class = forms.ChoiceField(label=_("VAT"), choices=VAT, required=False)
    warranty_months = whole_number(
        label=_("Months of your own warranty"),
        required=False,
        min_value=0,
        help_text=_("Empty: none. The law's guarantee against defects holds all the same."),
    )
    warranty_terms = TextsField(
        label=_("What your warranty covers"),
        long=True,
        required=False,
        help_text=_("What you repair or replace, and what the buyer does to ask for it. You pay the transport."),
    )


def product_fields(form: ProductForm) -> dict[str, Any]:
    """As the actions take them: codes, and no VAT class or origin where none was chosen."""
    values = dict(form.cleaned_data)
    values["lead_days"] = values["lead_days"] or 0
    values["warranty_months"] = values["warranty_months"] or 0
    if not values["vat_class"]:
        del values["vat_class"]
    origin = values.pop("origin")
    return values | ({"origin": origin.code} if origin else {})


def product_initial(product: catalog.ProductPage) -> dict[str, Any]:
    return {
        "names": product.names,
        "category": product.trail[-1].code if product.trail else "",
        "descriptions": product.descriptions,
        "compositions": product.compositions,
        "origin": name_of(geography.commune(product.commune_code)) if product.commune_code else "",
        "made_to_order": product.made_to_order,
        "lead_days": product.lead_days or None,
        "personalised": product.personalised,
        "perishable": product.perishable,
        "warranty_months": product.warranty_months or None,
        "warranty_terms": product.warranty_terms,
        "shelf_life_days": product.shelf_life_days,
        "vat_class": product.vat_class,
    }


class PriceForm(WorkshopForm):
    price = MoneyField(label=_("Price, VAT included (dirhams)"), help_text=_("What the buyer pays for one."))


class StockForm(WorkshopForm):
    on_hand = whole_number(label=_("How many are on the shelf?"), min_value=0)


class LooseVariantForm(WorkshopForm):
    """A variant without its price and count, which have pages of their own once it exists."""

    content_amount = whole_number(label=_("Net content"), min_value=1, help_text=_("Without packing: 250 for 250 ml."))
    content_unit = forms.ChoiceField(label=_("Unit"), choices=UNITS)
    weight_grams = whole_number(
        label=_("Weight with its packing, in grams"), min_value=1, help_text=_("Delivery is charged by it.")
    )
    labels = TextsField(
        label=_("Name of this variant"),
        required=False,
        max_length=80,
        help_text=_("Only where there are several: size, colour."),
    )
    sku = forms.CharField(
        label=_("Your reference (SKU)"),
        max_length=64,
        required=False,
        help_text=_("One is made if left empty."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    best_before = day_field(label=_("Best before"), required=False)


class VariantForm(LooseVariantForm):
    """A new variant, complete."""

    price = MoneyField(label=_("Price, VAT included (dirhams)"), help_text=_("What the buyer pays for one."))
    on_hand = whole_number(label=_("How many are on the shelf?"), min_value=0, initial=0)
    field_order = ("price", "on_hand", "content_amount", "content_unit", "weight_grams", "labels", "sku", "best_before")


class EditVariantForm(LooseVariantForm):
    active = forms.BooleanField(label=_("On sale"), required=False)
    field_order = ("active",)


class ClaimForm(WorkshopForm):
    designation = forms.ChoiceField(label=_("Protected name"), choices=designations)
    certificate_number = forms.CharField(
        label=_("Number of your certificate"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    body = forms.CharField(label=_("Body that gave it"), max_length=120)
    valid_until = day_field(label=_("Valid until"))


class ListForm(WorkshopForm):
    """What narrows the list of products; nothing typed here can be wrong."""

    text = forms.CharField(label=_("Find a product"), required=False, max_length=100)
