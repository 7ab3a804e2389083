from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.clocks.api import stop_clock
from twiza.payments.api import Payee
from twiza.plumbing.api import announce
from twiza.protection.actions.duties import attach, meet_duty
from twiza.protection.facts import WithdrawalRefunded
from twiza.protection.models import RefundDuty, Withdrawal
from twiza.protection.states import SYSTEM, WITHDRAWAL, WithdrawalStatus
from twiza.protection.terms import kinds
from twiza.settlement.api import NotPaidYet, Refund, decide_refund, lift_hold, part_money


@transaction.atomic
def refund_withdrawal(*, withdrawal: Withdrawal, now: datetime) -> Refund | None:
    """Order the money back, once: when the goods are received, or on the legal due day, the earlier.

    Never more than is left of what was paid; None where all of it went back in another way meanwhile. What the goods
    look like changes nothing (31-08 art. 37). NotPaidYet while the books have not heard of the money.
    """
    if withdrawal.status == WithdrawalStatus.REFUNDED:
        return withdrawal.refund
    money = part_money(withdrawal.part_id)
    if money is None or not money.state:
        raise NotPaidYet()
    rests = {line.line_id: line.rest for line in money.lines}
    rows = list(withdrawal.lines.all())
    items = {row.line_id: min(row.centimes, rests.get(row.line_id, 0)) for row in rows}
    delivery = min(withdrawal.delivery_centimes, money.delivery_rest)
    refund = None
    if sum(items.values()) + delivery:
        refund = decide_refund(
            part_id=withdrawal.part_id,
            items=items,
            delivery_centimes=delivery,
            reason="withdrawal",
            way=withdrawal.way,
            payee=Payee(withdrawal.payee_name, withdrawal.rib) if withdrawal.rib else None,
            note=withdrawal.number,
            key=withdrawal.reference,
            by=None,
            now=now,
        )
    came = withdrawal.received_at is not None
    WITHDRAWAL.apply(withdrawal, "refund", by=SYSTEM, ended_at=now, refund=refund)
    withdrawal.lines.update(live=False)
    duty = RefundDuty.objects.get(reference=withdrawal.reference)
    if refund is None:
        meet_duty(duty, now=now)
    else:
        attach(duty, refund, now=now)
    lift_hold(reference=withdrawal.reference, now=now, by=None)
    stop_clock(reference=f"{kinds.RETURN}:{withdrawal.number}", how="met" if came else "replaced", now=now)
    announce(WithdrawalRefunded(withdrawal_id=withdrawal.pk))
    return refund
