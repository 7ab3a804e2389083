from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.catalog.actions.shelf import holds_of, shift
from twiza.catalog.models import Hold, StockMove
from twiza.catalog.terms.refusals import HoldGone


@transaction.atomic
def take_hold(*, reference: str, now: datetime) -> None:
    """What was held is sold: it leaves the stock, with a move each. Repeatable. Availability does not change.

    A hold past its time but not yet let go is still good. Refuses HoldGone where nothing is held any more.
    """
    rows = [hold for hold in holds_of(reference) if hold.status != Hold.Status.RELEASED]
    if not rows:
        raise HoldGone()
    open_rows = [hold for hold in rows if hold.status == Hold.Status.HELD]
    Hold.objects.filter(pk__in=[hold.pk for hold in open_rows]).update(status=Hold.Status.TAKEN)
    stocked = [hold for hold in open_rows if hold.from_stock]
    for hold in stocked:
        if not shift(hold.variant_id, held=-hold.quantity, on_hand=-hold.quantity):
            raise AssertionError(f"variant {hold.variant_id} holds less than its holds say")
    StockMove.objects.bulk_create(
        StockMove(
            variant_id=hold.variant_id,
            change=-hold.quantity,
            reason=StockMove.Reason.SOLD,
            reference=reference,
            at=now,
        )
        for hold in stocked
    )
