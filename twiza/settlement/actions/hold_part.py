from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.ledger.api import post
from twiza.ordering.api import CooperativeOrder
from twiza.settlement.actions.claim import claim
from twiza.settlement.actions.park_payout import park_payout
from twiza.settlement.models import Hold, SettledPart
from twiza.settlement.states import DESK, MONEY, SYSTEM, PayoutStatus, Status
from twiza.settlement.terms import HoldReused, Problem, UnknownHold, account


@transaction.atomic
def hold_part(*, part_number: str, reason: str, reference: str, now: datetime, by: Any) -> Hold:
    """Keep a part's money from being paid out until `lift_hold(reference)`; the same reference again changes nothing.

    What was released and is in no payout that has left comes back to what is held; a payout prepared with it is put
    aside. What was paid out already stays paid (a refund would be taken from later sales) unless the bank sends it
    back: then it is held. Refuses an unknown part (NotFound), and a reference of another part's (HoldReused).
    """
    part = CooperativeOrder.objects.filter(number=part_number).first()
    if part is None:
        raise NotFound()
    settled = claim(part.pk)
    try:
        with transaction.atomic():
            hold = Hold.objects.create(
                part=part, reference=reference, reason=reason.strip()[:300], opened_at=now, opened_by=by
            )
    except IntegrityError:
        hold = Hold.objects.get(reference=reference)
        if hold.part_id != part.pk:
            raise HoldReused() from None
        return hold
    if settled is not None and settled.status == Status.RELEASED:
        _stop(settled, hold, now, by)
    return hold


def _stop(settled: SettledPart, hold: Hold, now: datetime, by: Any) -> None:
    if settled.payout is not None:
        if settled.payout.status not in (PayoutStatus.PREPARED, PayoutStatus.APPROVED):
            return
        park_payout(payout=settled.payout, problem=Problem.HELD, by=by, now=now)
    take_back(settled, hold, now=now, by=by)


def take_back(settled: SettledPart, hold: Hold, *, now: datetime, by: Any = None) -> None:
    """What a claimed part had released is held again; once for each hold, since it is released when that is lifted."""
    net, cooperative_id = settled.net_centimes, settled.cooperative_id
    post(
        reference=f"hold:{hold.pk}",
        lines={account(cooperative_id, "payable"): net, account(cooperative_id, "held"): -net},
        day=day_of(now),
        cause=f"settlement.hold:{hold.pk}",
        now=now,
    )
    MONEY.apply(settled, "take_back", by=SYSTEM if by is None else DESK, actor=by, payout=None)


@transaction.atomic
def lift_hold(*, reference: str, now: datetime, by: Any) -> None:
    """The reason is gone: the next nightly release lets the money go if its time is over. Again: nothing.

    Refuses a reference nothing is held under (UnknownHold).
    """
    if Hold.objects.filter(reference=reference, lifted_at=None).update(lifted_at=now, lifted_by=by):
        return
    if not Hold.objects.filter(reference=reference).exists():
        raise UnknownHold()
