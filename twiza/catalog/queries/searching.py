"""What the search index should know of products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from twiza.catalog.models import DesignationClaim, Product, Variant
from twiza.catalog.queries.categories import designation, trail
from twiza.catalog.queries.lists import public_products
from twiza.search.api import Searchable

KIND = "product"
_AT_ONCE = 500


def searchable(ids: Sequence[int]) -> list[Searchable]:
    """The public ones among `ids`, as the index takes them: names, then cooperative, place, categories, designations,
    variants' names, description and composition as further words. What can be had now comes first. Three queries.
    """
    products = list(
        public_products().filter(pk__in=ids).select_related("cooperative", "origin__province").order_by("pk")
    )
    words: dict[int, list[str]] = defaultdict(list)
    for product_id, labels in Variant.objects.filter(product__in=products, active=True).values_list(
        "product_id", "labels"
    ):
        words[product_id] += labels.values()
    claims = DesignationClaim.objects.filter(product__in=products, lapsed=False)
    for product_id, code in claims.values_list("product_id", "designation_id"):
        if card := designation(code):
            words[product_id] += card.names.values()
    return [
        Searchable(KIND, str(product.pk), product.names, [*_words(product), *words[product.pk]], int(product.in_stock))
        for product in products
    ]


def _words(product: Product) -> Iterator[str]:
    for node in trail(product.category_id):
        yield from node.names.values()
    yield from product.cooperative.names.values()
    if product.origin:
        yield from product.origin.names.values()
        yield from product.origin.province.names.values()
    yield from product.descriptions.values()
    yield from product.compositions.values()


def searchable_products() -> Iterator[Searchable]:
    """Every public product, for `search.api.rebuild(..., kinds=["product"])`; a few at a time in memory."""
    ids = list(public_products().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        yield from searchable(ids[start : start + _AT_ONCE])
