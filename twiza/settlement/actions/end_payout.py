"""How a payout ends, as the bank says. Each is idempotent; a transfer that is no payout's is somebody else's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.freshness.api import drop
from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.plumbing.api import announce
from twiza.settlement.actions.claim import claim
from twiza.settlement.actions.hold_part import take_back
from twiza.settlement.actions.park_payout import drop_parts
from twiza.settlement.facts import PayoutPaid, PayoutReturned
from twiza.settlement.models import Hold, Payout, SettledPart
from twiza.settlement.states import PAYOUT, SYSTEM, PayoutStatus, Status
from twiza.settlement.terms import account


@transaction.atomic
def pay_payout(*, reference: str, now: datetime) -> None:
    """The cooperative has it: its own book says so, and its members may share it."""
    payout = _payout(reference)
    if payout is not None and payout.status == PayoutStatus.RELEASED:
        pay(payout=payout, now=now)


@transaction.atomic
def pay(*, payout: Payout, now: datetime) -> None:
    PAYOUT.apply(payout, "pay", by=SYSTEM, paid_at=now)
    drop(["payouts"])
    post(
        reference=f"{payout.reference}:received",
        lines={
            account(payout.cooperative_id, "received"): payout.amount_centimes,
            account(payout.cooperative_id, "to_share"): -payout.amount_centimes,
        },
        day=day_of(now),
        cause=f"settlement.payout:{payout.pk}",
        now=now,
    )
    announce(PayoutPaid(payout_id=payout.pk))


@transaction.atomic
def fail_payout(*, reference: str, reason: str, now: datetime) -> None:
    """It never left: all of it is due again, and the next run takes it up."""
    payout = _payout(reference)
    if payout is not None and payout.status == PayoutStatus.RELEASED:
        _undo(payout, "fail", reason, now)


@transaction.atomic
def return_payout(*, reference: str, reason: str, now: datetime) -> None:
    """It left and came back, perhaps after it was taken for paid: as if it had never been."""
    payout = _payout(reference)
    if payout is None or payout.status not in (PayoutStatus.RELEASED, PayoutStatus.PAID):
        return
    if payout.status == PayoutStatus.PAID:
        post(
            reference=f"{payout.reference}:received:back",
            lines={
                account(payout.cooperative_id, "received"): -payout.amount_centimes,
                account(payout.cooperative_id, "to_share"): payout.amount_centimes,
            },
            day=day_of(now),
            cause=f"settlement.payout:{payout.pk}",
            now=now,
        )
    _undo(payout, "return", reason, now)


def _payout(reference: str) -> Payout | None:
    word, _colon, number = reference.partition(":")
    return Payout.objects.filter(pk=int(number)).first() if word == "payout" and number.isdecimal() else None


def _undo(payout: Payout, verb: str, reason: str, now: datetime) -> None:
    """Everything that the release booked, also the cash that was set off."""
    drop(["payouts"])
    PAYOUT.apply(payout, verb, by=SYSTEM, failure=reason[:300], ended_at=now)
    post(
        reference=f"{payout.reference}:back:1",
        lines={
            "transfers:in_transit": payout.transfer_centimes,
            account(payout.cooperative_id, "cash"): payout.offset_centimes,
            account(payout.cooperative_id, "payable"): -payout.amount_centimes,
        },
        day=day_of(now),
        cause=f"settlement.payout:{payout.pk}",
        now=now,
    )
    carried = list(SettledPart.objects.filter(payout=payout).values_list("part_id", flat=True))
    drop_parts(payout)
    _keep_disputed(carried, now)
    announce(PayoutReturned(payout_id=payout.pk, reason=reason[:300]))


def _keep_disputed(part_ids: list[int], now: datetime) -> None:
    """A complaint that came while the money was away keeps it now that it is back."""
    for hold in Hold.objects.filter(part__in=part_ids, lifted_at=None).order_by("pk"):
        settled = claim(hold.part_id)
        if settled is not None and settled.status == Status.RELEASED:
            take_back(settled, hold, now=now)
