from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.fields import check_price
from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import PricePeriod, Variant
from twiza.plumbing.api import record


@transaction.atomic
def set_price(*, variant: Variant, price_centimes: int, by: Any, now: datetime) -> Variant:
    """A new price from `now` on; the old one keeps its period. The same price writes nothing. Refuses an absurd one."""
    check_price(price_centimes)
    locked = Variant.objects.select_for_update().get(pk=variant.pk)
    before = locked.price_centimes
    if before != price_centimes:
        Variant.objects.filter(pk=variant.pk).update(price_centimes=price_centimes)
        PricePeriod.objects.filter(variant=locked, until_at=None).update(until_at=now)
        PricePeriod.objects.create(variant=locked, price_centimes=price_centimes, from_at=now)
        changed(variant.product, now)
        record(
            "set_price",
            variant,
            actor=by,
            role="cooperative",
            before={"price_centimes": before},
            after={"price_centimes": price_centimes},
        )
    variant.refresh_from_db()
    return variant
