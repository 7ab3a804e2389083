from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from twiza.catalog.actions.shelf import shelves_changed, shift
from twiza.catalog.models import StockMove, Variant
from twiza.catalog.terms.refusals import OutOfStock


@transaction.atomic
def sell_directly(*, reference: str, quantities: Mapping[int, int], now: datetime) -> None:
    """Goods leave the shelf at once, sold by the cooperative itself, with a move each; `put_back` undoes it.

    What is made to order touches no stock. Refuses OutOfStock (with `.variant_id` and `.available`) where that would
    take what is set aside for others, and then nothing is taken. Call it once for a `reference`: again is an error.
    """
    if not reference or min(quantities.values(), default=1) < 1:
        raise ValueError("sell at least one of each variant, under a reference")
    counted = Variant.objects.filter(pk__in=quantities, product__made_to_order=False)
    stocked = list(counted.order_by("pk").values_list("pk", flat=True))
    for pk in stocked:
        if not shift(pk, on_hand=-quantities[pk]):
            on_hand, held = Variant.objects.values_list("on_hand", "held").get(pk=pk)
            raise OutOfStock(pk, max(0, on_hand - held))
    StockMove.objects.bulk_create(
        StockMove(variant_id=pk, change=-quantities[pk], reason=StockMove.Reason.SOLD, reference=reference, at=now)
        for pk in stocked
    )
    shelves_changed(stocked, ())
