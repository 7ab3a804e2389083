from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from twiza.catalog.actions.shelf import holds_of, shelves_changed, shift
from twiza.catalog.models import Hold, Variant
from twiza.catalog.queries.sale import for_sale, variants_on_sale
from twiza.catalog.terms.bounds import MADE_TO_ORDER_AT_MOST
from twiza.catalog.terms.refusals import HoldTaken, NotForSale, OutOfStock
from twiza.kernel.periods import day_of


def hold_stock(*, reference: str, quantities: Mapping[int, int], expires_at: datetime, now: datetime) -> None:
    """Set goods aside for `reference` until `expires_at`: all of `quantities` (variant id → how many), or nothing.

    Held again, a reference holds exactly the new quantities. The same order held after it was taken: nothing happens;
    another one: HoldTaken. Refuses OutOfStock or NotForSale, with `.variant_id`. What is made to order touches no
    stock, and is held up to MADE_TO_ORDER_AT_MOST.

    Call it once in a transaction, with everything: two calls can meet two others crosswise (a deadlock).
    """
    for last_try in (False, True):
        try:
            with transaction.atomic():
                _hold(reference, dict(quantities), expires_at, now)
            return
        except IntegrityError:
            # Another tab held the same reference meanwhile; now its rows are there to be found.
            if last_try:
                raise


def _hold(reference: str, wanted: dict[int, int], expires_at: datetime, now: datetime) -> None:
    if not wanted or min(wanted.values()) < 1:
        raise ValueError("hold at least one of each variant")
    rows = {hold.variant_id: hold for hold in holds_of(reference)}
    if any(hold.status == Hold.Status.TAKEN for hold in rows.values()):
        if {pk: hold.quantity for pk, hold in rows.items() if hold.status == Hold.Status.TAKEN} == wanted:
            return
        raise HoldTaken()
    variants = {v.pk: v for v in variants_on_sale(wanted)}
    gave, got = list[int](), list[int]()
    for pk in sorted(wanted.keys() | rows.keys()):
        hold, target = rows.get(pk), wanted.get(pk, 0)
        had = hold.quantity if hold and hold.status == Hold.Status.HELD else 0
        variant = variants.get(pk)
        if target and (variant is None or not for_sale(variant, day_of(now))):
            raise NotForSale(pk)
        # An open hold keeps the kind it was made with: what it took from the stock goes back to the stock.
        from_stock = hold.from_stock if hold and had else bool(variant and not variant.product.made_to_order)
        if not from_stock:
            if target > MADE_TO_ORDER_AT_MOST:
                raise OutOfStock(pk, MADE_TO_ORDER_AT_MOST)
        elif target != had:
            if not shift(pk, held=target - had):
                raise OutOfStock(pk, had + _left(pk))
            (gave if target > had else got).append(pk)
        _write(hold, reference, pk, target, from_stock, expires_at)
    shelves_changed(gave, got)


def _write(
    hold: Hold | None, reference: str, variant_id: int, target: int, from_stock: bool, expires_at: datetime
) -> None:
    if hold is None:
        Hold.objects.create(
            reference=reference,
            variant_id=variant_id,
            quantity=target,
            from_stock=from_stock,
            expires_at=expires_at,
        )
    elif target:
        Hold.objects.filter(pk=hold.pk).update(
            status=Hold.Status.HELD, quantity=target, from_stock=from_stock, expires_at=expires_at
        )
    else:
        Hold.objects.filter(pk=hold.pk).update(status=Hold.Status.RELEASED)


def _left(variant_id: int) -> int:
    on_hand, held = Variant.objects.values_list("on_hand", "held").get(pk=variant_id)
    return max(0, on_hand - held)
