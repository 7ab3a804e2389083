from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from twiza.cashbook.actions.book import take_in
from twiza.cashbook.facts import SaleRecorded
from twiza.cashbook.models import Sale, SaleLine
from twiza.cashbook.terms import (
    DAYS_BACK,
    MOST_CENTIMES,
    MOST_PIECES,
    AbsurdDay,
    AbsurdPrice,
    AbsurdQuantity,
    Item,
    NothingSold,
    PaidBy,
    StockShort,
    Where,
)
from twiza.catalog.api import (
    OutOfStock,
    VatClass,
    count_stock,
    sell_directly,
    variant_of_cooperative,
    variants_for_sale,
)
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.plumbing.api import announce


@transaction.atomic
def record_ticket(
    *,
    cooperative_id: int,
    items: Sequence[Item],
    where: str,
    paid_by: str,
    key: str,
    by: Any,
    now: datetime,
    sold_on: date | None = None,
    buyer: str = "",
    language: str = "ar",
) -> Sale:
    """Write down a sale of several things to one buyer: they leave the stock, and what was paid is booked.

    The same `key` (of the form that was sent) gives the sale that it made before, whatever else is in it. `sold_on` is
    today, or a day of the last year: yesterday's souk. Refuses nothing sold, a quantity or price out of bounds, a day
    to come, goods that the stock has not got (StockShort: a count in `Item.counted` mends it); NotFound for a variant
    of another cooperative.
    """
    day = sold_on or day_of(now)
    if not day_of(now) - timedelta(days=DAYS_BACK) <= day <= day_of(now):
        raise AbsurdDay()
    total = _check(items)
    sale, made = Sale.objects.get_or_create(
        cooperative_id=cooperative_id,
        key=key,
        defaults={
            "where": Where(where),
            "paid_by": PaidBy(paid_by),
            "sold_on": day,
            "total_centimes": total,
            "buyer": buyer.strip()[:80],
            "recorded_by": by,
            "recorded_at": now,
        },
    )
    if not made:
        return sale
    _write_lines(sale, items, language)
    _take_from_stock(sale, items, by, now)
    if sale.paid_by != PaidBy.LATER:
        take_in(sale, day=day, by=by, now=now)
    announce(SaleRecorded(sale_id=sale.pk))
    return sale


def _check(items: Sequence[Item]) -> int:
    if not items:
        raise NothingSold()
    for item in items:
        if item.variant_id is None and not item.article.strip():
            raise NothingSold()
        if not 0 < item.quantity <= MOST_PIECES:
            raise AbsurdQuantity()
        if item.price_centimes <= 0:
            raise AbsurdPrice()
    total = sum(item.quantity * item.price_centimes for item in items)
    if total > MOST_CENTIMES:
        raise AbsurdPrice()
    return total


def _write_lines(sale: Sale, items: Sequence[Item], language: str) -> None:
    goods = variants_for_sale([item.variant_id for item in items if item.variant_id is not None])
    lines = []
    for item in items:
        if item.variant_id is not None:
            variant_of_cooperative(sale.cooperative_id, item.variant_id)
        known = goods[item.variant_id] if item.variant_id is not None else None
        vat_class = known.vat_class if known else VatClass.NORMAL
        lines.append(
            SaleLine(
                sale=sale,
                variant_id=item.variant_id,
                product_id=known.product_id if known else None,
                names=known.names if known else {language: " ".join(item.article.split())[:120]},
                labels=known.labels if known else {},
                quantity=item.quantity,
                price_centimes=item.price_centimes,
                total_centimes=item.quantity * item.price_centimes,
                vat_class=vat_class,
                vat_basis_points=rule(f"trade.vat_{vat_class}", on=sale.sold_on).value,
            )
        )
    SaleLine.objects.bulk_create(lines)


def _take_from_stock(sale: Sale, items: Sequence[Item], by: Any, now: datetime) -> None:
    quantities: dict[int, int] = {}
    for item in items:
        if item.variant_id is not None:
            quantities[item.variant_id] = quantities.get(item.variant_id, 0) + item.quantity
            if item.counted is not None:
                variant = variant_of_cooperative(sale.cooperative_id, item.variant_id)
                count_stock(variant=variant, on_hand=item.counted, by=by, now=now)
    try:
        sell_directly(reference=sale.reference, quantities=quantities, now=now)
    except OutOfStock as short:
        raise StockShort(short.variant_id, short.available) from short
