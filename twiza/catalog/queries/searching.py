"""What the search index should know of products and categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from twiza.catalog.models import DesignationClaim, Product, Variant
from twiza.catalog.queries.categories import category_tree, designation, trail
from twiza.catalog.queries.lists import public_products
from twiza.catalog.queries.views import CategoryNode
from twiza.search.api import Facets, Searchable

KIND, CATEGORY = "product", "category"
_AT_ONCE = 500


def searchable(ids: Sequence[int]) -> list[Searchable]:
    """The public ones among `ids`, as the index takes them. Three queries."""
    products = list(
        public_products().filter(pk__in=ids).select_related("cooperative", "origin__province__region").order_by("pk")
    )
    words: dict[int, list[str]] = defaultdict(list)
    for product_id, labels in Variant.objects.filter(product__in=products, active=True).values_list(
        "product_id", "labels"
    ):
        words[product_id] += labels.values()
    claims: dict[int, list[str]] = defaultdict(list)
    for product_id, code in DesignationClaim.objects.filter(product__in=products, lapsed=False).values_list(
        "product_id", "designation_id"
    ):
        claims[product_id].append(code)
    return [_searchable(product, words[product.pk], claims[product.pk]) for product in products]


def _searchable(product: Product, labels: list[str], claims: list[str]) -> Searchable:
    nodes, origin, cooperative = trail(product.category_id), product.origin, product.cooperative
    seller = str(product.cooperative_id)
    cards = [card for code in claims if (card := designation(code))]
    return Searchable(
        KIND,
        str(product.pk),
        product.names,
        cooperative=tuple(cooperative.names.values()),
        designation=[name for card in cards for name in card.names.values()],
        category=[name for node in nodes for name in node.names.values()],
        place=[
            *origin.names.values(),
            *origin.province.names.values(),
            *origin.province.region.names.values(),
        ]
        if origin
        else (),
        words=[*labels, *product.compositions.values()],
        description=tuple(product.descriptions.values()),
        facets=Facets(
            categories=[node.code for node in nodes],
            region=origin.province.region_id if origin else "",
            province=origin.province_id if origin else "",
            commune=product.origin_id or "",
            designations=claims,
            cooperative=seller,
        ),
        price_centimes=product.lowest_price_centimes,
        in_stock=product.in_stock,
        fresh_at=product.published_at,
        seller=seller,
    )


def searchable_products() -> Iterator[Searchable]:
    """Every public product, for `search.api.rebuild(..., kinds=["product"])`; a few at a time in memory."""
    ids = list(public_products().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        yield from searchable(ids[start : start + _AT_ONCE])


def searchable_categories() -> Iterator[Searchable]:
    """Every category, with its trail."""
    queue: list[CategoryNode] = list(category_tree())
    while queue:
        node = queue.pop(0)
        queue += node.children
        above = trail(node.code)
        yield Searchable(
            CATEGORY,
            node.code,
            node.names,
            category=[name for step in above[:-1] for name in step.names.values()],
            facets=Facets(categories=[step.code for step in above]),
        )
