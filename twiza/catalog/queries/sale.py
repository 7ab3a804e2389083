"""What may be bought, and what a basket needs to know of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from twiza.catalog.models import Photo, Product, Variant
from twiza.catalog.queries.categories import path_of
from twiza.catalog.queries.views import SaleVariant, VariantView
from twiza.catalog.states import Status
from twiza.catalog.terms.bounds import MADE_TO_ORDER_AT_MOST
from twiza.catalog.terms.measures import unit_price
from twiza.cooperatives.api import Status as CooperativeStatus
from twiza.plumbing.api import ImageSet, image_set

_ASKED = (  # what `_sale_variant` reads
    *("labels", "sku", "content_amount", "content_unit", "weight_grams", "price_centimes", "on_hand", "held"),
    *("active", "outdated", "best_before", "product__slug", "product__names", "product__category_id"),
    *("product__vat_class", "product__made_to_order", "product__perishable", "product__lead_days", "product__status"),
    *("product__personalised", "product__warranty_months", "product__warranty_terms"),
    *("product__cooperative__status", "product__cover__image__sha256", "product__cover__image__widths"),
    *("product__cover__image__width", "product__cover__image__height"),
)


def variants_on_sale(ids: Iterable[int]) -> QuerySet[Variant]:
    """The variants with what `for_sale` and a card ask of them, in one query."""
    return (
        Variant.objects.filter(pk__in=set(ids))
        .select_related("product__cooperative", "product__cover__image")
        .defer("product__descriptions", "product__compositions", "product__cooperative__story")
    )


def for_sale(variant: Variant, on: date | None = None) -> bool:
    """Published, of a verified cooperative, active, and not past its best-before date (`on` a day: on that very day).

    Stock and the cooperative's season are asked apart.
    """
    product = variant.product
    return (
        variant.active
        and not variant.outdated
        and (on is None or variant.best_before is None or variant.best_before >= on)
        and product.status == Status.PUBLISHED
        and product.cooperative.status == CooperativeStatus.VERIFIED
    )


def available(variant: Variant, made_to_order: bool) -> int:
    return MADE_TO_ORDER_AT_MOST if made_to_order else max(0, variant.on_hand - variant.held)


def cover_of(product: Product) -> ImageSet | None:
    """The picture of a product whose `cover__image` was fetched with it."""
    photo: Photo | None = product.cover
    return image_set(photo.image) if photo else None


def variants_for_sale(ids: Iterable[int]) -> dict[int, SaleVariant]:
    """By variant id, in one query; ids that don't exist are left out. What may not be bought is not `sellable`."""
    return {variant.pk: _sale_variant(variant) for variant in variants_on_sale(ids).defer(None).only(*_ASKED)}


def _sale_variant(variant: Variant) -> SaleVariant:
    product = variant.product
    return SaleVariant(
        id=variant.pk,
        product_id=product.pk,
        cooperative_id=product.cooperative_id,
        slug=product.slug,
        names=product.names,
        labels=variant.labels,
        sku=variant.sku,
        content_amount=variant.content_amount,
        content_unit=variant.content_unit,
        unit_price=unit_price(variant.price_centimes, variant.content_amount, variant.content_unit),
        weight_grams=variant.weight_grams,
        price_centimes=variant.price_centimes,
        available=available(variant, product.made_to_order),
        sellable=for_sale(variant),
        category_path=path_of(product.category_id),
        vat_class=product.vat_class,
        made_to_order=product.made_to_order,
        perishable=product.perishable,
        lead_days=product.lead_days,
        personalised=product.personalised,
        warranty_months=product.warranty_months,
        warranty_terms=product.warranty_terms,
        image=cover_of(product),
    )


def variant_view(variant: Variant, product: Product) -> VariantView:
    """`product` comes with its cooperative; it is given apart so that no variant fetches it again."""
    variant.product = product
    return VariantView(
        id=variant.pk,
        sku=variant.sku,
        labels=variant.labels,
        content_amount=variant.content_amount,
        content_unit=variant.content_unit,
        weight_grams=variant.weight_grams,
        price_centimes=variant.price_centimes,
        unit_price=unit_price(variant.price_centimes, variant.content_amount, variant.content_unit),
        available=available(variant, product.made_to_order),
        sellable=for_sale(variant),
        best_before=variant.best_before,
        outdated=variant.outdated,
        active=variant.active,
        on_hand=variant.on_hand,
        held=variant.held,
    )
