"""What may stand in a product or a variant: checks shared by their creation and their edit."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from twiza.catalog.models import Category, Product, Unit, Variant, VatClass
from twiza.catalog.terms import bounds, refusals
from twiza.catalog.terms.texts import clean_texts, folded_names
from twiza.geography.api import UnknownCommune, commune


class ProductFields(TypedDict, total=False):
    """Texts by language. `category` and `origin` are codes. What is left out stays as it is (or takes its default)."""

    names: dict[str, str]
    descriptions: dict[str, str]
    compositions: dict[str, str]
    category: str
    vat_class: str  # default: the category's
    origin: str  # commune code; default: the cooperative's
    perishable: bool  # default: the category's
    shelf_life_days: int | None
    made_to_order: bool
    lead_days: int  # 0 unless made to order
    personalised: bool  # made to the buyer's own measures or wishes: False unless made to order
    warranty_months: int  # what the maker promises beyond the legal guarantee; 0: nothing
    warranty_terms: dict[str, str]  # what it covers and how to use it, by language; dropped with the months


class VariantFields(TypedDict, total=False):
    """`labels` name the variant within its product ("250 ml"); none is needed for an only one."""

    sku: str
    labels: dict[str, str]
    content_amount: int
    content_unit: str  # g, ml, piece, cm
    weight_grams: int  # with packing: what delivery is charged by
    best_before: date | None
    active: bool


def product_columns(product: Product, fields: ProductFields) -> dict[str, Any]:
    """The columns to write for `fields`, checked; `product` is as it is now (unsaved for a new one)."""
    columns: dict[str, Any] = {}
    if "names" in fields:
        columns["names"] = clean_texts(fields["names"], longest=bounds.LONGEST_NAME, field="names")
        if not columns["names"]:
            raise refusals.NameMissing()
        columns["folded"] = folded_names(columns["names"])
    for name in ("descriptions", "compositions"):
        if name in fields:
            columns[name] = clean_texts(fields[name], longest=bounds.LONGEST_TEXT, field=name)
    if "category" in fields and fields["category"] != product.category_id:
        category = Category.objects.filter(pk=fields["category"]).first()
        if category is None or category.children.exists():
            raise refusals.UnknownCategory()
        columns |= {"category": category, "vat_class": category.vat_class, "perishable": category.perishable}
    if "vat_class" in fields:
        if fields["vat_class"] not in VatClass.values:
            raise refusals.UnknownVatClass()
        columns["vat_class"] = fields["vat_class"]
    if "perishable" in fields:
        columns["perishable"] = bool(fields["perishable"])
    if "origin" in fields and fields["origin"] != product.origin_id:
        try:
            columns["origin_id"] = commune(fields["origin"]).code
        except UnknownCommune:
            raise refusals.UnknownOrigin()
    if "shelf_life_days" in fields:
        days = fields["shelf_life_days"]
        if days is not None and not 1 <= days <= bounds.LONGEST_SHELF_LIFE_DAYS:
            raise refusals.AbsurdShelfLife()
        columns["shelf_life_days"] = days
    return columns | _lead_columns(product, fields) | _warranty_columns(product, fields)


def _lead_columns(product: Product, fields: ProductFields) -> dict[str, Any]:
    made_to_order = bool(fields.get("made_to_order", product.made_to_order))
    # Back to stock drops the lead time: it means nothing there, and a form that hides the field sends none.
    days = fields.get("lead_days", product.lead_days if made_to_order else 0) or 0
    if days and not made_to_order:
        raise refusals.LeadTimeOnStock()
    if not 0 <= days <= bounds.LONGEST_LEAD_DAYS:
        raise refusals.AbsurdLeadTime()
    # As the lead time: a form that hides the field sends none, and back to stock it means nothing.
    personalised = bool(fields.get("personalised", product.personalised and made_to_order))
    if personalised and not made_to_order:
        raise refusals.PersonalisedFromStock()
    return {"made_to_order": made_to_order, "lead_days": days, "personalised": personalised}


def _warranty_columns(product: Product, fields: ProductFields) -> dict[str, Any]:
    months = fields.get("warranty_months", product.warranty_months) or 0
    if not 0 <= months <= bounds.LONGEST_WARRANTY_MONTHS:
        raise refusals.AbsurdWarranty()
    terms = fields.get("warranty_terms", product.warranty_terms) if months else {}
    return {
        "warranty_months": months,
        "warranty_terms": clean_texts(terms, longest=bounds.LONGEST_TEXT, field="warranty_terms"),
    }


def variant_columns(variant: Variant, fields: VariantFields) -> dict[str, Any]:
    """The columns to write for `fields`, checked, for a variant as it is now (unsaved for a new one)."""
    columns: dict[str, Any] = {}
    if "sku" in fields:
        sku = " ".join((fields["sku"] or "").replace("\x00", "").split())
        if not 0 < len(sku) <= bounds.LONGEST_SKU:
            raise refusals.SkuMissing()
        same = Variant.objects.filter(cooperative=variant.cooperative_id, sku=sku).exclude(pk=variant.pk)
        if same.exists():
            raise refusals.SkuTaken(sku=sku)
        columns["sku"] = sku
    if "labels" in fields:
        columns["labels"] = clean_texts(fields["labels"], longest=bounds.LONGEST_LABEL, field="labels")
    if "content_amount" in fields:
        if not 1 <= fields["content_amount"] <= bounds.MOST_CONTENT:
            raise refusals.AbsurdContent()
        columns["content_amount"] = fields["content_amount"]
    if "content_unit" in fields:
        if fields["content_unit"] not in Unit.values:
            raise refusals.UnknownUnit()
        columns["content_unit"] = fields["content_unit"]
    if "weight_grams" in fields:
        if not 1 <= fields["weight_grams"] <= bounds.HEAVIEST_GRAMS:
            raise refusals.AbsurdWeight()
        columns["weight_grams"] = fields["weight_grams"]
    if "best_before" in fields:
        columns["best_before"] = fields["best_before"]
    if "active" in fields:
        columns["active"] = bool(fields["active"])
    return columns


def check_price(centimes: int) -> int:
    """Above zero and at most 1,000,000 DH, else AbsurdPrice."""
    if isinstance(centimes, bool) or not 0 < centimes <= bounds.HIGHEST_PRICE_CENTIMES:
        raise refusals.AbsurdPrice()
    return centimes


def check_count(count: int) -> int:
    if isinstance(count, bool) or not 0 <= count <= bounds.MOST_ON_HAND:
        raise refusals.AbsurdStock()
    return count
