"""The copies that lists read, brought up to date, and the news told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from twiza.catalog.facts import ProductsChanged
from twiza.catalog.models import DesignationClaim, Photo, Product, Variant
from twiza.catalog.queries.tags import tags_of
from twiza.freshness.api import drop
from twiza.plumbing.api import announce

COPIES = ("lowest_price_centimes", "in_stock", "variant_count", "cheapest_id", "cover_id", "sign")
BATCH = 500


def refresh_products(ids: Iterable[int]) -> set[int]:
    """Recompute the copies of these products from their variants, photos and claims; returns those that changed.

    Locks the products first: of two buyers who empty two variants at once, the second must see the first's change.
    Call it after the variants were written, inside the transaction.
    """
    wanted, changed = sorted(set(ids)), set[int]()
    for start in range(0, len(wanted), BATCH):
        changed |= _refresh(wanted[start : start + BATCH])
    return changed


def _refresh(ids: Sequence[int]) -> set[int]:
    products = Product.objects.filter(pk__in=ids)
    before = {row[0]: row for row in products.select_for_update().order_by("pk").values_list("pk", *COPIES)}
    variants = Variant.objects.filter(product=OuterRef("pk"), active=True).order_by()
    cheapest = variants.order_by("price_centimes", "position", "id")
    for made_to_order in (False, True):
        available = variants.filter(outdated=False)
        if not made_to_order:
            available = available.filter(on_hand__gt=F("held"))
        products.filter(made_to_order=made_to_order).update(
            in_stock=Exists(available),
            lowest_price_centimes=Coalesce(Subquery(cheapest.values("price_centimes")[:1]), Value(0)),
            cheapest=Subquery(cheapest.values("pk")[:1]),
            variant_count=Coalesce(
                Subquery(
                    variants.values("product").annotate(n=Count("pk")).values("n")[:1], output_field=IntegerField()
                ),
                Value(0),
            ),
            cover=Subquery(Photo.objects.filter(product=OuterRef("pk")).order_by("position", "id").values("pk")[:1]),
            sign=Coalesce(
                Subquery(
                    DesignationClaim.objects.filter(product=OuterRef("pk"), lapsed=False)
                    .order_by("id")
                    .values("designation__sign")[:1]
                ),
                Value(""),
            ),
        )
    after = {row[0]: row for row in products.order_by().values_list("pk", *COPIES)}
    return {pk for pk, row in after.items() if row != before[pk]}


def tell(ids: Iterable[int]) -> None:
    """Announce that these products changed, in batches that stay readable rows; kept pages that show them end."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        announce(ProductsChanged(product_ids=batch))
        drop(tags_of(batch))


def changed(product: Product, now: datetime) -> None:
    """What every edit of one product ends with: copies, moment, news; and the copies on `product` itself."""
    Product.objects.filter(pk=product.pk).update(changed_at=now)
    refresh_products([product.pk])
    tell([product.pk])
    product.refresh_from_db()
