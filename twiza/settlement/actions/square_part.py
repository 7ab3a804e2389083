from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ledger.api import post
from twiza.ordering.api import CooperativeOrder, LineStatus
from twiza.ordering.api import Status as PartStatus
from twiza.plumbing.api import announce
from twiza.settlement.actions.claim import claim
from twiza.settlement.actions.give_back import give_back
from twiza.settlement.facts import PartSettled
from twiza.settlement.models import SettledPart
from twiza.settlement.states import MONEY, SYSTEM, Status
from twiza.settlement.terms import RefundReason, account

OVER: dict[str, RefundReason] = {
    PartStatus.DECLINED: RefundReason.DECLINED,
    PartStatus.CANCELLED: RefundReason.CANCELLED,
    PartStatus.RETURNED: RefundReason.RETURNED,
}
BY_HAND = "hand"


@transaction.atomic
def square_part(*, part_id: int, now: datetime) -> None:
    """Do with a part's money what its order asks for by now, whatever the order in which the news came. Idempotent.

    What was paid and will not be sent goes back the way it came (once the cooperative decided on the whole part, so
    that the buyer gets one refund); what was paid and received is settled. Nothing paid, nothing happens.
    """
    settled = claim(part_id)
    if settled is None or settled.status != Status.OPEN:
        return
    part = settled.part
    if reason := OVER.get(part.status):
        _give_all_back(settled, reason, now)
    elif part.status != PartStatus.PLACED:
        _give_declined_back(settled, part, now)
        if part.status == PartStatus.DELIVERED:
            _settle(settled, part, now)


def _give_all_back(settled: SettledPart, reason: RefundReason, now: datetime) -> None:
    items = {line.line_id: line.paid_centimes - line.refunded_centimes for line in settled.lines.all()}
    delivery = settled.delivery_centimes - settled.delivery_refunded_centimes
    give_back(settled=settled, items=items, delivery_centimes=delivery, reason=reason, now=now)
    if settled.net_centimes:  # a gesture of the platform's for goods that were then never sent
        rest = settled.net_centimes
        post(
            reference=f"part:{settled.part.number}:closed",
            lines={account(settled.cooperative_id, "open"): rest, "platform:goodwill": -rest},
            day=day_of(now),
            cause=f"settlement.settledpart:{settled.pk}",
            now=now,
        )
    MONEY.apply(
        settled,
        "close",
        by=SYSTEM,
        net_centimes=0,
        goodwill_centimes=settled.goodwill_centimes - settled.net_centimes,
    )


def _give_declined_back(settled: SettledPart, part: CooperativeOrder, now: datetime) -> None:
    """The lines that will not be sent, and what the lighter parcel costs less."""
    declined = settled.lines.filter(line__status=LineStatus.DECLINED)
    items = {line.line_id: line.paid_centimes - line.refunded_centimes for line in declined}
    over = settled.delivery_centimes - settled.delivery_refunded_centimes - _fee(part)
    give_back(
        settled=settled,
        items=items,
        delivery_centimes=max(over, 0),
        reason=RefundReason.DECLINED_LINE,
        now=now,
    )


def _fee(part: CooperativeOrder) -> int:
    return part.delivery_centimes + part.cash_fee_centimes


def _settle(settled: SettledPart, part: CooperativeOrder, now: datetime) -> None:
    """Commission, its VAT and the carrier's fee are taken; the rest is held for the cooperative.

    The carrier is owed its tariff even where the buyer got the fee back.
    """
    lines = list(settled.lines.all())
    commission = sum(line.commission_centimes - line.commission_back_centimes for line in lines)
    vat = sum(line.commission_vat_centimes - line.commission_vat_back_centimes for line in lines)
    carrier = 0 if part.quote["method"] == BY_HAND else _fee(part)
    left = settled.paid_centimes - settled.refunded_centimes + settled.goodwill_centimes
    net = left - commission - vat - carrier
    when = part.ended_at or now
    post(
        reference=f"part:{part.number}:settled",
        lines={
            account(settled.cooperative_id, "open"): left,
            account(settled.cooperative_id, "held"): -net,
            "platform:commission": -commission,
            "vat:collected": -vat,
            f"courier:{part.quote['carrier_code']}:payable": -carrier,
        },
        day=day_of(when),
        cause=f"settlement.settledpart:{settled.pk}",
        now=now,
    )
    MONEY.apply(
        settled,
        "settle",
        by=SYSTEM,
        received_at=when,
        held_until=day_of(when) + timedelta(days=rule("house.payout_after_days", on=day_of(when)).value),
        commission_centimes=commission,
        commission_vat_centimes=vat,
        carrier_centimes=carrier,
        net_centimes=net,
    )
    announce(PartSettled(part_id=part.pk))
