from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.fields import check_count
from twiza.catalog.actions.refresh import refresh_products, tell
from twiza.catalog.models import StockMove, Variant
from twiza.catalog.terms.refusals import CountBelowHeld
from twiza.freshness.api import drop
from twiza.plumbing.api import record


@transaction.atomic
def count_stock(*, variant: Variant, on_hand: int, by: Any, now: datetime, lost: bool = False) -> Variant:
    """What was counted on the shelf, goods set aside for buyers included; a move keeps the difference and why.

    The same count writes nothing. Refuses a count below what is held: those goods are promised.
    """
    check_count(on_hand)
    locked = Variant.objects.select_for_update().get(pk=variant.pk)
    if on_hand < locked.held:
        raise CountBelowHeld(held=locked.held)
    if on_hand != locked.on_hand:
        Variant.objects.filter(pk=variant.pk).update(on_hand=on_hand)
        StockMove.objects.create(
            variant=locked,
            change=on_hand - locked.on_hand,
            reason=StockMove.Reason.LOST if lost else StockMove.Reason.COUNTED,
            at=now,
        )
        record(
            "count_stock",
            variant,
            actor=by,
            role="cooperative",
            before={"on_hand": locked.on_hand},
            after={"on_hand": on_hand},
        )
        tell(refresh_products([locked.product_id]))
        drop([f"left:{locked.product_id}"])
    variant.refresh_from_db()
    return variant
