from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from twiza.catalog.actions.shelf import shelves_changed, shift
from twiza.catalog.models import StockMove, Variant

REASONS = (StockMove.Reason.RETURNED, StockMove.Reason.DECLINED, StockMove.Reason.CANCELLED)


@transaction.atomic
def put_back(*, reference: str, quantities: Mapping[int, int], reason: str, now: datetime) -> None:
    """Sold goods are on the shelf again: returned, declined or cancelled. Once for each variant of a reference.

    What is made to order has no counted shelf: nothing is put back. Call it once in a transaction, with everything.
    """
    if reason not in REASONS or not reference:
        raise ValueError(f"put back under a reference, and for one of {', '.join(REASONS)}")
    if min(quantities.values(), default=1) < 1:
        raise ValueError("put back at least one of each variant")
    counted = Variant.objects.filter(pk__in=quantities, product__made_to_order=False)
    # Locked before the moves are looked at: a second call waits here, then sees what the first one wrote.
    variants = list(counted.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    done = set(
        StockMove.objects.filter(reference=reference, variant__in=variants, reason__in=REASONS).values_list(
            "variant_id", flat=True
        )
    )
    back = [pk for pk in variants if pk not in done]
    for pk in back:
        shift(pk, on_hand=quantities[pk])
    StockMove.objects.bulk_create(
        StockMove(variant_id=pk, change=quantities[pk], reason=reason, reference=reference, at=now) for pk in back
    )
    shelves_changed((), back)
