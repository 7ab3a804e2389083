from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import BookedPrice, PriceStatement, Variant
from twiza.catalog.queries.statements import due_of
from twiza.catalog.terms.bounds import HIGHEST_PRICE_CENTIMES
from twiza.catalog.terms.price_parts import STATED
from twiza.catalog.terms.refusals import NegativePart, PartsFallShort, PartsGoBeyond
from twiza.kernel.periods import day_of
from twiza.plumbing.api import record


@transaction.atomic
def state_price(
    *,
    variant: Variant,
    materials_centimes: int,
    work_centimes: int,
    packaging_centimes: int,
    share_centimes: int,
    commission_centimes: int,
    commission_vat_centimes: int,
    by: Any,
    now: datetime,
) -> PriceStatement:
    """What the cooperative says of where the money of the variant's price goes, from `now` on; the former statement
    keeps its period, and the same again writes nothing. The commission is what the platform would take today
    (`commission.api.commission_of`).

    Refuses parts below zero, and parts that leave something over or go beyond: materials, work, packaging and share
    must be exactly what is left of the price after VAT of the goods and the platform's commission.
    """
    locked = Variant.objects.select_for_update().select_related("product").get(pk=variant.pk)
    stated = {
        "work_centimes": work_centimes,
        "materials_centimes": materials_centimes,
        "packaging_centimes": packaging_centimes,
        "share_centimes": share_centimes,
    }
    for code in STATED:
        if not 0 <= stated[f"{code}_centimes"] <= HIGHEST_PRICE_CENTIMES:
            raise NegativePart(field=code)
    vat, due = due_of(
        locked.price_centimes,
        vat_class=locked.product.vat_class,
        platform_centimes=commission_centimes + commission_vat_centimes,
        on=day_of(now),
    )
    rest = due - sum(stated.values())
    if rest:
        raise PartsFallShort(due, rest) if rest > 0 else PartsGoBeyond(due, rest)
    columns = stated | {
        "price_centimes": locked.price_centimes,
        "vat_centimes": vat,
        "commission_centimes": commission_centimes,
        "commission_vat_centimes": commission_vat_centimes,
    }
    current = PriceStatement.objects.filter(variant=locked, until_at=None)
    same = current.filter(**columns).first()
    if same is not None:
        return same
    current.update(until_at=now)
    made = PriceStatement.objects.create(variant=locked, **columns, from_at=now)
    # What was said of the former statement is not said of this one: it is compared again at night.
    BookedPrice.objects.filter(product=locked.product_id, differs=True).update(differs=False, differs_since=None)
    changed(locked.product, now)
    record("state_price", locked, actor=by, role="cooperative", after=columns)
    return made
