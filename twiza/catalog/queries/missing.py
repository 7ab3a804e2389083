"""What a product must say before it is offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from twiza.catalog.models import DesignationClaim, Product, Variant
from twiza.catalog.queries.categories import is_food
from twiza.catalog.terms.refusals import Missing

UNSORTED = "other"  # where an import puts what it can't place; which duties apply is not known there


def missing_for_sale(product: Product) -> list[Missing]:
    """What the product lacks to be sold, a field and a sentence each; empty when it is ready.

    The duties of law 31-08 arts. 3, 6 and 29 (essential characteristics, origin, use-by date, delivery time), of
    decree 2-12-503 arts. 10 and 12 (net quantity and unit price), of law 25-06 (a valid certificate), and what
    delivery is charged by (weight). For food: composition, net weight or volume, best-before date or shelf life.
    """
    return list(look(product, list(product.variants.filter(active=True)), list(product.designations.all())))


def look(product: Product, variants: Sequence[Variant], claims: Sequence[DesignationClaim]) -> Iterator[Missing]:
    """The same of rows that were fetched already; `variants` are the active ones."""
    food = is_food(product.category_id)
    if not product.names.get("ar") and not product.names.get("fr"):
        yield Missing("names", _("Give its name in Arabic or in French."))
    if not product.descriptions:
        yield Missing("descriptions", _("Describe it: what it is, how it is made, how it is used or kept."))
    if product.category_id == UNSORTED:
        yield Missing("category", _("Choose its kind of product: “other” says too little."))
    if food and not product.compositions:
        yield Missing("compositions", _("Food: say what it is made of."))
    if not product.origin_id:
        yield Missing("origin", _("Say in which commune it is made."))
    if product.made_to_order and not product.lead_days:
        yield Missing("lead_days", _("Made to order: say how many days it takes to make."))
    if not variants:
        yield Missing("variants", _("Add at least one variant with its price."))
    yield from _of_variants(product, variants, food)
    if any(claim.lapsed for claim in claims):
        yield Missing("designation", _("A certificate has expired: renew it, or drop the protected designation."))


def _of_variants(product: Product, variants: Sequence[Variant], food: bool) -> Iterator[Missing]:
    if any(v.weight_grams < 1 for v in variants):
        yield Missing("weight_grams", _("Give the weight with packing of each variant: delivery is charged by it."))
    if food and any(v.content_unit not in ("g", "ml") for v in variants):
        yield Missing("content_amount", _("Food: give the net content of each variant in grams or millilitres."))
    undated = product.shelf_life_days is None and any(v.best_before is None for v in variants)
    if variants and (food or product.perishable) and undated:
        yield Missing("shelf_life_days", _("Give its shelf life, or the best-before date of each variant."))
    if variants and all(v.outdated for v in variants):
        yield Missing("best_before", _("Its best-before date has passed."))
    told_apart = {(v.content_amount, v.content_unit, *sorted(v.labels.items())) for v in variants}
    if len(told_apart) < len(variants):
        yield Missing("labels", _("Give each variant a name or a content that tells it apart."))
