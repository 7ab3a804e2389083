from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.payments.api import Payee, Repayment, send_again
from twiza.settlement.actions.decide_refund import check_way
from twiza.settlement.actions.send_refund import send_refund
from twiza.settlement.models import Refund
from twiza.settlement.states import DESK, REFUND
from twiza.settlement.terms import Way, WayNotPossible


@transaction.atomic
def retry_refund(*, refund_id: int, way: str, payee: Payee | None = None, by: Any, now: datetime) -> Refund:
    """Send a refund that failed once more. MoveRefused where it did not fail; else as `decide_refund`.

    There is one repayment to a refund, so nobody is paid twice: one that was sent before goes by transfer alone.
    """
    refund = Refund.objects.select_related("settled__part").filter(pk=refund_id).first()
    if refund is None:
        raise NotFound()
    check_way(refund.settled.way, way, payee)
    to = {"way": way, "payee_name": payee.name if payee else "", "rib": payee.rib if payee else "", "failure": ""}
    REFUND.apply(refund, "try_again", by=DESK, actor=by, **to)
    sent = Repayment.objects.filter(reference=refund.reference).first()
    if sent is None:
        send_refund(refund=refund, by=by, now=now)
    elif way == Way.TRANSFER and payee is not None:
        send_again(repayment=sent, payee=payee, now=now, by=by)
    else:
        raise WayNotPossible()
    return refund
