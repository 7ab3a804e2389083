"""What the cooperative has already of the goods of a chunk, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import Max, Model, QuerySet

from twiza.catalog.exchange.catalogue import Group
from twiza.catalog.models import Product, Variant
from twiza.catalog.states import Status
from twiza.cooperatives.api import cooperative_cards
from twiza.kernel.periods import day_of
from twiza.kernel.text import slugify

LONGEST_SLUG = 80
AT_ONCE = 500
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Owner:
    """The cooperative that imports; id None: one without products, for a dry run."""

    id: int | None
    slug: str = ""
    commune_code: str = ""

    @classmethod
    def of(cls, cooperative_id: int | None, now: datetime) -> Owner:
        if cooperative_id is None:
            return cls(None)
        card = cooperative_cards([cooperative_id], on=day_of(now))[cooperative_id]
        return cls(card.id, card.slug, card.commune_code)


@dataclass(slots=True)
class Shelf:
    variants: dict[str, Variant] = field(default_factory=dict)  # by SKU
    products: dict[int, Product] = field(default_factory=dict)
    by_slug: dict[str, Product] = field(default_factory=dict)
    active: dict[int, set[int]] = field(default_factory=dict)  # of products where a row switches a variant off

    def product_of(self, slugs: Iterable[str]) -> Product | None:
        return next((self.by_slug[slug] for slug in slugs if slug in self.by_slug), None)


def key_slugs(key: str, owner: Owner) -> tuple[str, str]:
    """The slugs a product of this key may bear: the key's own, or where another cooperative took it, with ours."""
    base = slugify(key, LONGEST_SLUG)
    return base, slugify(f"{base[: LONGEST_SLUG - 1 - len(owner.slug)]}-{owner.slug}", LONGEST_SLUG)


def load_shelf(owner: Owner, chunk: Sequence[Group], *, lock: bool) -> Shelf:
    """With `lock`, inside a transaction: nobody sells or edits these variants and products until it ends."""
    shelf = Shelf()
    if owner.id is None:
        return shelf
    skus = sorted({goods.sku for group in chunk for goods in group.goods if goods.sku})
    slugs = sorted({slug for group in chunk if group.key for slug in key_slugs(group.key, owner)})
    product_ids = set[int]()
    for start in range(0, len(skus), AT_ONCE):
        found = Variant.objects.filter(cooperative_id=owner.id, sku__in=skus[start : start + AT_ONCE])
        shelf.variants |= {variant.sku: variant for variant in _locked(found, lock)}
    product_ids |= {variant.product_id for variant in shelf.variants.values()}
    for start in range(0, len(slugs), AT_ONCE):
        named = Product.objects.filter(cooperative_id=owner.id, slug__in=slugs[start : start + AT_ONCE])
        product_ids |= set(named.values_list("pk", flat=True))
    wanted = sorted(product_ids)
    for start in range(0, len(wanted), AT_ONCE):
        for product in _locked(Product.objects.filter(pk__in=wanted[start : start + AT_ONCE]), lock):
            shelf.products[product.pk] = product
            shelf.by_slug[product.slug] = product
    _load_active(shelf, chunk)
    return shelf


def _locked(rows: QuerySet[M], lock: bool) -> QuerySet[M]:
    ordered = rows.order_by("pk")
    return ordered.select_for_update() if lock else ordered


def _load_active(shelf: Shelf, chunk: Sequence[Group]) -> None:
    off = {
        shelf.variants[goods.sku].product_id
        for group in chunk
        for goods in group.goods
        if goods.variant.get("active") is False and goods.sku in shelf.variants
    }
    shown = [pk for pk in off if shelf.products[pk].status == Status.PUBLISHED]
    if shown:
        active = defaultdict(set)
        rows = Variant.objects.filter(product_id__in=shown, active=True)
        for pk, product_id in rows.order_by().values_list("pk", "product_id"):
            active[product_id].add(pk)
        shelf.active = dict(active)


def last_positions(product_ids: Iterable[int]) -> dict[int, int]:
    """The highest position of a variant in each product that has one."""
    rows = Variant.objects.filter(product_id__in=list(product_ids)).order_by()
    return dict(rows.values_list("product_id").annotate(last=Max("position")))


def products_of_skus(cooperative_id: int, skus: Sequence[str]) -> dict[str, int]:
    """The product of each SKU that the cooperative has."""
    found: dict[str, int] = {}
    for start in range(0, len(skus), AT_ONCE):
        rows = Variant.objects.filter(cooperative_id=cooperative_id, sku__in=skus[start : start + AT_ONCE])
        found |= dict(rows.order_by().values_list("sku", "product_id"))
    return found
