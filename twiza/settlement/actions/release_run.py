from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.bank.api import queue_transfer, release_transfers
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.ledger.api import Draft, balances, post_many
from twiza.plumbing.api import announce
from twiza.settlement.actions.end_payout import pay
from twiza.settlement.actions.park_payout import park_payout
from twiza.settlement.facts import PayoutReleased
from twiza.settlement.models import Payout, PayoutRun
from twiza.settlement.states import DESK, PAYOUT, RUN, PayoutStatus
from twiza.settlement.terms import Problem, SamePerson, account


@transaction.atomic
def release_run(*, run_id: int, by: Any, now: datetime) -> PayoutRun:
    """The second person lets the payouts go: they are booked, and the bank's file can be made.

    All in one transaction: after a crash nothing was released. A payout that can't go (its account number is wrong, or
    refunds took from what was due meanwhile) is put aside with the reason, and the others go on. What the cooperative
    holds in cash already is paid at once. SamePerson for whoever approved; MoveRefused before that, or a second time.
    """
    run = PayoutRun.objects.filter(pk=run_id).select_related("approved_by").first()
    if run is None:
        raise NotFound()
    if run.approved_by == by:
        raise SamePerson()
    RUN.apply(run, "release", by=DESK, actor=by, released_by=by, released_at=now)
    payouts = list(run.payouts.filter(status=PayoutStatus.APPROVED).order_by("pk"))
    payouts = [payout for payout in _still_due(payouts, now) if _queue(payout, by, now)]
    post_many([_draft(payout, now) for payout in payouts], now=now)
    for payout in payouts:
        PAYOUT.apply(payout, "release", by=DESK, actor=by, released_at=now)
        announce(PayoutReleased(payout_id=payout.pk))
        if not payout.transfer_centimes:
            pay(payout=payout, now=now)
    assert run.approved_by is not None
    references = [payout.reference for payout in payouts if payout.transfer_centimes]
    if references:
        release_transfers(references=references, composed_by=run.approved_by, released_by=by, now=now)
    return run


def _still_due(payouts: list[Payout], now: datetime) -> Iterable[Payout]:
    payable = balances([account(payout.cooperative_id, "payable") for payout in payouts])
    for payout in payouts:
        if -payable[account(payout.cooperative_id, "payable")] < payout.amount_centimes:
            park_payout(payout=payout, problem=Problem.BALANCE_CHANGED, now=now)
        else:
            yield payout


def _queue(payout: Payout, by: Any, now: datetime) -> bool:
    if not payout.transfer_centimes:
        return True
    try:
        with transaction.atomic():
            queue_transfer(
                reference=payout.reference,
                amount_centimes=payout.transfer_centimes,
                payee_name=payout.payee_name,
                rib=payout.rib,
                subject=f"Twiza {payout.run.on:%d/%m/%Y}",
                kind="payout",
                by=by,
                now=now,
            )
    except Refusal as refused:
        park_payout(payout=payout, problem=Problem.TRANSFER_REFUSED, failure=str(refused), now=now)
        return False
    return True


def _draft(payout: Payout, now: datetime) -> Draft:
    cooperative = payout.cooperative_id
    return Draft(
        reference=payout.reference,
        lines={
            account(cooperative, "payable"): payout.amount_centimes,
            account(cooperative, "cash"): -payout.offset_centimes,
            "transfers:in_transit": -payout.transfer_centimes,
        },
        day=day_of(now),
        cause=f"settlement.payout:{payout.pk}",
    )
