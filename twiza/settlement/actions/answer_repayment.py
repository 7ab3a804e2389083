from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.payments.api import Payee
from twiza.plumbing.api import announce
from twiza.settlement.actions.decide_refund import check_way
from twiza.settlement.actions.send_refund import send_refund
from twiza.settlement.facts import RefundPaid
from twiza.settlement.models import Refund
from twiza.settlement.states import DESK, REFUND, SYSTEM, RefundStatus


@transaction.atomic
def repayment_paid(*, reference: str, now: datetime) -> None:
    """The buyer has it back. Idempotent; a repayment that is no refund's is somebody else's."""
    refund = Refund.objects.filter(repayment_reference=reference, status=RefundStatus.DECIDED).first()
    if refund is not None:
        REFUND.apply(refund, "pay", by=SYSTEM, paid_at=now, failure="")
        announce(RefundPaid(refund_id=refund.pk))


@transaction.atomic
def repayment_failed(*, reference: str, reason: str) -> None:
    """It did not arrive: the money is owed to the buyer until the desk sends it another way. Idempotent."""
    refund = Refund.objects.filter(repayment_reference=reference, status=RefundStatus.DECIDED).first()
    if refund is not None:
        REFUND.apply(refund, "fail", by=SYSTEM, failure=reason[:300])


@transaction.atomic
def retry_refund(*, refund_id: int, way: str, payee: Payee | None = None, by: Any, now: datetime) -> Refund:
    """Send a refund that failed once more, this way. MoveRefused where it did not fail; else as `decide_refund`."""
    refund = Refund.objects.select_related("settled__part").filter(pk=refund_id).first()
    if refund is None:
        raise NotFound()
    check_way(refund.settled.way, way, payee)
    REFUND.apply(
        refund,
        "try_again",
        by=DESK,
        actor=by,
        way=way,
        payee_name=payee.name if payee else "",
        rib=payee.rib if payee else "",
        tries=refund.tries + 1,
        failure="",
    )
    send_refund(refund=refund, by=by, now=now)
    return refund
