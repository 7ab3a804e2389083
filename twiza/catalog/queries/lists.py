"""Public lists of products: filters, sorts, keyset pages, facets. The number of queries does not grow with the rows."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from twiza.catalog.models import Product
from twiza.catalog.queries.categories import category
from twiza.catalog.queries.sale import cover_of
from twiza.catalog.queries.tags import note_list
from twiza.catalog.queries.views import Listing, ProductCard, ProductFilter, ProductPage, SitemapEntry
from twiza.catalog.states import Status
from twiza.catalog.terms.measures import unit_price
from twiza.cooperatives.api import visible_q
from twiza.freshness.api import note, note_each
from twiza.kernel.refusals import NotFound

SORTS = {
    "new": ("published_at", True),
    "price": ("lowest_price_centimes", False),
    "price_down": ("lowest_price_centimes", True),
}
LARGEST_PAGE = 100
_CARD = (
    "slug", "names", "cooperative__slug", "cooperative__names", "origin__names", "category_id", "lowest_price_centimes",
    "in_stock", "made_to_order", "variant_count", "sign", "published_at", "cheapest__sku", "cheapest__price_centimes",
    "cheapest__content_amount", "cheapest__content_unit", "cover__alt", "cover__image__sha256", "cover__image__width",
    "cover__image__height", "cover__image__widths",
)  # fmt: skip


def public_products() -> QuerySet[Product]:
    """Published products of cooperatives that the public may see."""
    return Product.objects.filter(visible_q("cooperative__"), status=Status.PUBLISHED)


def narrowed(filter: ProductFilter) -> QuerySet[Product]:
    """The public products that the filter lets through, in no order."""
    wanted: dict[str, Any] = {}
    if filter.category is not None:
        node = category(filter.category)
        wanted["category__in"] = node.subtree() if node else []
    for column, value in (
        ("origin__province__region", filter.region),
        ("origin__province", filter.province),
        ("origin", filter.commune),
        ("cooperative", filter.cooperative),
        ("lowest_price_centimes__gte", filter.min_centimes),
        ("lowest_price_centimes__lte", filter.max_centimes),
        ("pk__in", filter.ids),
    ):
        if value is not None:
            wanted[column] = value
    if filter.in_stock:
        wanted["in_stock"] = True
    if filter.designation is not None:
        wanted |= {"designations__designation": filter.designation, "designations__lapsed": False}
    return public_products().filter(**wanted)


def list_products(
    filter: ProductFilter | None = None, *, sort: str = "new", after: str | None = None, page_size: int = 24
) -> Listing:
    """A page of at most `page_size` (100) cards; `sort` is new, price or price_down. Two queries.

    `after` is the `next` of the page before it: stable while products come and go. NotFound for a cursor not ours.
    """
    if sort not in SORTS:
        raise NotFound()
    column, down = SORTS[sort]
    note_list(filter or ProductFilter())
    size = max(1, min(page_size, LARGEST_PAGE))
    found = narrowed(filter or ProductFilter())
    count = found.count()
    if after:
        key, last = _read_cursor(sort, after)
        past = "lt" if down else "gt"
        found = found.filter(Q(**{f"{column}__{past}": key}) | Q(**{column: key, f"pk__{past}": last}))
    sign = "-" if down else ""
    rows = list(_with_card(found).order_by(f"{sign}{column}", f"{sign}pk")[: size + 1])
    more = rows[size:]
    last_row = rows[min(size, len(rows)) - 1] if rows else None
    following = _write_cursor(sort, getattr(last_row, column), last_row.pk) if more and last_row else None
    return Listing([product_card(row) for row in rows[:size]], count, following)


def product_cards(ids: Iterable[int]) -> dict[int, ProductCard]:
    """The public ones among `ids`, in the order of `ids` (as a search found them); one query."""
    wanted = list(dict.fromkeys(ids))
    note_each("product", wanted)
    rows = {row.pk: product_card(row) for row in _with_card(public_products().filter(pk__in=wanted))}
    return {pk: rows[pk] for pk in wanted if pk in rows}


def similar_products(page: ProductPage, *, most: int = 4) -> list[ProductCard]:
    """The newest others of its category, those in stock first. One query."""
    if not page.trail:
        return []
    note_list(ProductFilter(category=page.trail[-1].code))
    found = public_products().filter(category=page.trail[-1].code).exclude(pk=page.id)
    return [product_card(row) for row in _with_card(found).order_by("-in_stock", "-published_at", "-pk")[:most]]


def sitemap_products() -> list[SitemapEntry]:
    """Every public product and when it changed, the newest first."""
    note_list(ProductFilter())
    rows = public_products().order_by("-published_at", "-pk").values_list("slug", "changed_at")
    return [SitemapEntry(slug, changed_at) for slug, changed_at in rows]


def facet_filters(filter: ProductFilter) -> dict[str, ProductFilter]:
    """The filter without each facet's own choice."""
    return {
        "category": replace(filter, category=None),
        "place": replace(filter, region=None, province=None, commune=None),
        "designation": replace(filter, designation=None),
        "stock": replace(filter, in_stock=False),
        "price": replace(filter, min_centimes=None, max_centimes=None),
    }


def _with_card(products: QuerySet[Product]) -> QuerySet[Product]:
    return products.select_related("cooperative", "origin", "cheapest", "cover__image").only(*_CARD)


def product_card(product: Product) -> ProductCard:
    cheapest, origin = product.cheapest, product.origin
    note(f"product:{product.pk}", f"cooperative:{product.cooperative_id}")
    return ProductCard(
        id=product.pk,
        slug=product.slug,
        names=product.names,
        cooperative_id=product.cooperative_id,
        cooperative_slug=product.cooperative.slug,
        cooperative_names=product.cooperative.names,
        commune_code=product.origin_id,
        commune_names=origin.names if origin else {},
        category_code=product.category_id,
        price_centimes=product.lowest_price_centimes,
        unit_price=unit_price(cheapest.price_centimes, cheapest.content_amount, cheapest.content_unit)
        if cheapest
        else None,
        content_amount=cheapest.content_amount if cheapest else 1,
        content_unit=cheapest.content_unit if cheapest else "piece",
        image=cover_of(product),
        image_alt=product.cover.alt if product.cover else {},
        in_stock=product.in_stock,
        made_to_order=product.made_to_order,
        designation_sign=product.sign,
        variants=product.variant_count,
        variant_id=product.cheapest_id,
        sku=cheapest.sku if cheapest else "",
    )


def _write_cursor(sort: str, key: Any, pk: int) -> str:
    packed = json.dumps([sort, key.isoformat() if isinstance(key, datetime) else key, pk])
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read_cursor(sort: str, cursor: str) -> tuple[Any, int]:
    try:
        kind, key, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if kind != sort or isinstance(pk, bool):
            raise ValueError
        return (_moment(key) if sort == "new" else int(key)), int(pk)
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError):
        raise NotFound()


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)
