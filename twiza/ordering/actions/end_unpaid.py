from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import put_back
from twiza.ordering.facts import PartCancelled
from twiza.ordering.messages import not_paid
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.queries.paying import parts_paid_by
from twiza.ordering.states import PART, SYSTEM, LineStatus, Status
from twiza.ordering.terms.words import CancelReason
from twiza.plumbing.api import announce


@transaction.atomic
def expire_parts(*, reference: str, now: datetime) -> int:
    """The time to pay is over: the parts of this payment are cancelled, their stock goes back, the buyer is told once.

    Returns how many parts still waited for it; idempotent.
    """
    waiting = [part for part in parts_paid_by(reference) if part.status == Status.UNPAID]
    end_unpaid(reference, waiting, verb="expire", by=SYSTEM, actor=None, reason=CancelReason.NOT_PAID, now=now)
    if waiting:
        not_paid(waiting[0].order, reference, waiting)
    return len(waiting)


def end_unpaid(
    reference: str, waiting: list[CooperativeOrder], *, verb: str, by: str, actor: Any, reason: str, now: datetime
) -> None:
    """Parts that were never paid end; what they took goes back, once, under their payment's reference."""
    quantities: dict[int, int] = {}
    for part in waiting:
        PART.apply(part, verb, by=by, actor=actor, reason=reason, ended_at=now)
        for line in part.lines.all():
            if line.status != LineStatus.DECLINED:
                quantities[line.variant_id] = line.quantity
        announce(PartCancelled(part_id=part.pk))
    if quantities:
        put_back(reference=reference, quantities=quantities, reason="cancelled", now=now)
