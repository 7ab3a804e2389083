from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering.messages import new_order, payment_received
from twiza.ordering.queries.paying import parts_paid_by
from twiza.ordering.states import PART, SYSTEM, Status


@transaction.atomic
def pay_parts(*, reference: str, now: datetime) -> int:
    """The money for the parts of this payment is there: their cooperatives are told, and their time to confirm begins.

    Returns how many parts waited for it; idempotent. A reference that is nobody's here is somebody else's.
    """
    waiting = [part for part in parts_paid_by(reference) if part.status == Status.UNPAID]
    confirm_by = now + timedelta(hours=rule("house.confirm_hours", on=day_of(now)).value)
    for part in waiting:
        PART.apply(part, "pay", by=SYSTEM, paid_at=now, confirm_by=confirm_by)
        new_order(part)
    if waiting:
        payment_received(waiting[0].order, reference, waiting)
    return len(waiting)
