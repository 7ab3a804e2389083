"""Products as those who make them and those who check them list them."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count, Q

from twiza.catalog.models import Product, Variant
from twiza.catalog.queries.sale import cover_of, variant_view
from twiza.catalog.queries.views import VariantView, WaitingProduct, WorkshopListing, WorkshopRow
from twiza.catalog.states import Status
from twiza.kernel.refusals import NotFound
from twiza.kernel.text import fold


def products_of_cooperative(
    cooperative_id: int,
    status: str | None = None,
    text: str | None = None,
    *,
    after: str | None = None,
    page_size: int = 30,
) -> WorkshopListing:
    """A cooperative's products with their variants, the newest first; `text` is looked up in names and SKUs.

    `by_status` counts all of them, whatever the filter. Four queries. NotFound for a cursor or status that isn't ours.
    """
    mine = Product.objects.filter(cooperative=cooperative_id)
    by_status = dict.fromkeys(Status.values, 0) | dict(
        mine.order_by().values_list("status").annotate(n=Count("pk")).values_list("status", "n")
    )
    found = mine
    if status is not None:
        if status not in Status.values:
            raise NotFound()
        found = found.filter(status=status)
    if text and text.strip():
        by_sku = Variant.objects.filter(cooperative=cooperative_id, sku__icontains=text.strip().replace("\x00", ""))
        # A text of signs alone folds to nothing, which every name contains.
        by_name = Q(folded__contains=folded) if (folded := fold(text)) else Q(pk__in=())
        found = found.filter(by_name | Q(pk__in=by_sku.values("product")))
    count = found.count()
    if after:
        if not (after.isascii() and after.isdecimal()) or len(after) > 18:
            raise NotFound()
        found = found.filter(pk__lt=int(after))
    rows = list(
        found.select_related("cooperative", "cover__image")
        .defer("descriptions", "compositions", "cooperative__story")
        .order_by("-pk")[: page_size + 1]
    )
    shown = rows[:page_size]
    variants = _variants(shown)
    items = [
        WorkshopRow(
            id=row.pk,
            slug=row.slug,
            names=row.names,
            status=row.status,
            category_code=row.category_id,
            review_note=row.review_note,
            image=cover_of(row),
            price_centimes=row.lowest_price_centimes,
            in_stock=row.in_stock,
            made_to_order=row.made_to_order,
            variants=variants[row.pk],
            changed_at=row.changed_at,
        )
        for row in shown
    ]
    return WorkshopListing(items, count, str(shown[-1].pk) if len(rows) > page_size else None, by_status)


def _variants(products: list[Product]) -> dict[int, list[VariantView]]:
    by_id = {product.pk: product for product in products}
    found: dict[int, list[VariantView]] = defaultdict(list)
    for variant in Variant.objects.filter(product__in=by_id):
        found[variant.product_id].append(variant_view(variant, by_id[variant.product_id]))
    return found


def products_waiting(*, most: int = 200) -> list[WaitingProduct]:
    """What the desk has to look at, the longest waiting first. One query."""
    rows = (
        Product.objects.filter(status=Status.SUBMITTED)
        .select_related("cooperative", "cover__image")
        .order_by("submitted_at", "pk")[:most]
    )
    return [
        WaitingProduct(
            id=row.pk,
            slug=row.slug,
            names=row.names,
            cooperative_id=row.cooperative_id,
            cooperative_slug=row.cooperative.slug,
            cooperative_names=row.cooperative.names,
            category_code=row.category_id,
            image=cover_of(row),
            price_centimes=row.lowest_price_centimes,
            submitted_at=row.submitted_at or row.changed_at,
        )
        for row in rows
    ]


def count_products_waiting() -> int:
    return Product.objects.filter(status=Status.SUBMITTED).count()
