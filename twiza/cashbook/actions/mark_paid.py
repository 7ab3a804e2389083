from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.cashbook.actions.book import take_in
from twiza.cashbook.models import Sale
from twiza.cashbook.states import Status
from twiza.cashbook.terms import PaidBy
from twiza.kernel.periods import day_of


@transaction.atomic
def mark_paid(*, sale: Sale, paid_by: str, by: Any, now: datetime) -> Sale:
    """What was to be paid later is paid now, in cash or by transfer. A second time: nothing happens.

    Refuses a sale that was taken back (MoveRefused).
    """
    if PaidBy(paid_by) == PaidBy.LATER:
        raise ValueError("paid now, or not at all")
    sale.refresh_from_db()
    if sale.status != Status.PAID:
        take_in(sale, day=day_of(now), by=by, now=now, paid_by=PaidBy(paid_by))
    return sale
