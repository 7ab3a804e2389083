from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.db.models import Max

from twiza.catalog.actions.fields import VariantFields, check_count, check_price, variant_columns
from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import PricePeriod, Product, StockMove, Variant
from twiza.kernel.periods import day_of


@transaction.atomic
def add_variant(
    *,
    product: Product,
    price_centimes: int,
    by: Any,
    now: datetime,
    on_hand: int = 0,
    **fields: Unpack[VariantFields],
) -> Variant:
    """A variant with its price, in centimes, and its first count. Needs `weight_grams`; without `sku` one is made.

    Refuses an absurd price, weight, content or count, and a SKU that the cooperative already uses.
    """
    fields.setdefault("weight_grams", 0)  # refused, as any weight of nothing
    last = product.variants.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    if not fields.get("sku"):
        fields["sku"] = f"{product.pk}-{position + 1}"
    variant = Variant(product=product, cooperative_id=product.cooperative_id, position=position)
    for column, value in variant_columns(variant, fields).items():
        setattr(variant, column, value)
    variant.price_centimes = check_price(price_centimes)
    variant.on_hand = check_count(on_hand)
    variant.outdated = bool(variant.best_before and variant.best_before < day_of(now))
    variant.save(force_insert=True)
    PricePeriod.objects.create(variant=variant, price_centimes=price_centimes, from_at=now)
    if on_hand:
        StockMove.objects.create(variant=variant, change=on_hand, reason=StockMove.Reason.COUNTED, at=now)
    changed(product, now)
    return variant
