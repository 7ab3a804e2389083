from __future__ import annotations

from datetime import date, datetime
from typing import Any

from twiza.cashbook.actions.record_ticket import record_ticket
from twiza.cashbook.models import Sale
from twiza.cashbook.terms import Item


def record_sale(
    *,
    cooperative_id: int,
    variant_id: int | None = None,
    article: str = "",
    quantity: int,
    price_centimes: int,
    where: str,
    paid_by: str,
    by: Any,
    now: datetime,
    key: str,
    sold_on: date | None = None,
    buyer: str = "",
    counted: int | None = None,
    language: str = "ar",
) -> Sale:
    """Write down a sale of one thing: `quantity` pieces at `price_centimes` each. As `record_ticket`, otherwise."""
    item = Item(
        variant_id=variant_id, article=article, quantity=quantity, price_centimes=price_centimes, counted=counted
    )
    return record_ticket(
        cooperative_id=cooperative_id,
        items=[item],
        where=where,
        paid_by=paid_by,
        key=key,
        by=by,
        now=now,
        sold_on=sold_on,
        buyer=buyer,
        language=language,
    )
