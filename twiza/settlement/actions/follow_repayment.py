from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.payments.api import Repayment, RepaymentStatus
from twiza.plumbing.api import announce
from twiza.settlement.facts import RefundPaid
from twiza.settlement.models import Refund
from twiza.settlement.states import REFUND, SYSTEM, RefundStatus


@transaction.atomic
def follow_repayment(*, reference: str, now: datetime) -> None:
    """Bring a refund to where its repayment is; idempotent. A repayment that is no refund's is somebody else's.

    What failed, or came back after it was paid, is owed to the buyer until it is sent again.
    """
    word, _colon, number = reference.partition(":")
    repayment = Repayment.objects.filter(reference=reference).first()
    if word != "refund" or not number.isdecimal() or repayment is None:
        return
    refund = Refund.objects.get(pk=int(number))
    if repayment.status == RepaymentStatus.PAID and refund.status != RefundStatus.PAID:
        REFUND.apply(refund, "pay", by=SYSTEM, paid_at=repayment.paid_at or now, failure="")
        announce(RefundPaid(refund_id=refund.pk))
    elif repayment.status == RepaymentStatus.FAILED and refund.status != RefundStatus.FAILED:
        REFUND.apply(refund, "fail", by=SYSTEM, paid_at=None, failure=repayment.reason[:300])
