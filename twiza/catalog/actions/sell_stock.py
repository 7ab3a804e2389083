from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from twiza.catalog.actions.shelf import holds_of, sell, shelves_changed
from twiza.catalog.models import Hold, StockMove, Variant
from twiza.catalog.queries.sale import for_sale
from twiza.catalog.terms.bounds import MADE_TO_ORDER_AT_MOST
from twiza.catalog.terms.refusals import HoldTaken, NotForSale, OutOfStock
from twiza.kernel.periods import day_of

ASKED = ("active", "outdated", "best_before", "product__status", "product__made_to_order")
SELLER = "product__cooperative__status"


@transaction.atomic(savepoint=False)
def sell_stock(*, reference: str, quantities: Mapping[int, int], now: datetime) -> None:
    """`hold_stock` and `take_hold` in one: exactly these goods leave the stock now, whatever was held for `reference`.

    What was held of them goes first, and what was held besides is let go. The same order sold again: nothing happens;
    another one: HoldTaken. Refuses OutOfStock or NotForSale, with `.variant_id`. Call it once in a transaction, with
    everything; nobody else may hold under this reference meanwhile. A refusal takes the caller's transaction back.
    """
    if not quantities or min(quantities.values()) < 1:
        raise ValueError("sell at least one of each variant")
    rows = {hold.variant_id: hold for hold in holds_of(reference)}
    if any(hold.status == Hold.Status.TAKEN for hold in rows.values()):
        if {pk: hold.quantity for pk, hold in rows.items() if hold.status == Hold.Status.TAKEN} == quantities:
            return
        raise HoldTaken()
    variants = _variants(quantities)
    sold, let_go = list[int](), list[int]()
    for pk in sorted(quantities.keys() | rows.keys()):
        hold, target = rows.get(pk), quantities.get(pk, 0)
        had = hold.quantity if hold and hold.status == Hold.Status.HELD else 0
        variant = variants.get(pk)
        if target and (variant is None or not for_sale(variant, day_of(now))):
            raise NotForSale(pk)
        # An open hold keeps the kind it was made with: what it took from the stock goes back to the stock.
        from_stock = hold.from_stock if hold and had else bool(variant and not variant.product.made_to_order)
        if not from_stock:
            if target > MADE_TO_ORDER_AT_MOST:
                raise OutOfStock(pk, MADE_TO_ORDER_AT_MOST)
        elif target or had:
            if not sell(pk, target, held=had):
                raise OutOfStock(pk, had + _left(pk))
            (sold if target else let_go).append(pk)
    _write(rows, reference, quantities, set(sold), now)
    StockMove.objects.bulk_create(
        StockMove(variant_id=pk, change=-quantities[pk], reason=StockMove.Reason.SOLD, reference=reference, at=now)
        for pk in sold
    )
    shelves_changed(sold, let_go)


def _variants(quantities: Mapping[int, int]) -> dict[int, Variant]:
    """The little that `for_sale` asks of them."""
    rows = Variant.objects.filter(pk__in=list(quantities)).select_related("product__cooperative").only(*ASKED, SELLER)
    return {row.pk: row for row in rows}


def _write(
    rows: Mapping[int, Hold], reference: str, quantities: Mapping[int, int], stocked: set[int], now: datetime
) -> None:
    for pk, hold in rows.items():
        if pk in quantities:
            Hold.objects.filter(pk=hold.pk).update(
                status=Hold.Status.TAKEN, quantity=quantities[pk], from_stock=pk in stocked, expires_at=now
            )
        elif hold.status == Hold.Status.HELD:
            Hold.objects.filter(pk=hold.pk).update(status=Hold.Status.RELEASED)
    Hold.objects.bulk_create(
        Hold(
            reference=reference,
            variant_id=pk,
            quantity=quantity,
            from_stock=pk in stocked,
            expires_at=now,
            status=Hold.Status.TAKEN,
        )
        for pk, quantity in quantities.items()
        if pk not in rows
    )


def _left(variant_id: int) -> int:
    on_hand, held = Variant.objects.values_list("on_hand", "held").get(pk=variant_id)
    return max(0, on_hand - held)
