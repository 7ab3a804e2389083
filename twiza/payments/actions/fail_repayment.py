from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import post
from twiza.payments.facts import RepaymentFailed
from twiza.payments.models import Repayment
from twiza.payments.states import DESK, REPAYMENT, SYSTEM, RepaymentStatus
from twiza.payments.terms import CASH, REFUNDS, Way
from twiza.plumbing.api import announce


@transaction.atomic
def fail_repayment(*, repayment: Repayment, reason: str, now: datetime, by: Any = None, role: str = SYSTEM) -> None:
    """It did not reach the buyer: refused, or it came back after it was paid. The money stands on `buyer:refunds`.

    Refuses the desk's word for what the bank or Stripe answers for (MoveRefused).
    """
    if role == DESK and repayment.route not in (CASH, Way.CARD):
        raise MoveRefused()
    if repayment.status == RepaymentStatus.PAID:
        REPAYMENT.apply(repayment, "come_back", by=role, actor=by, reason=reason[:300], paid_at=None, paid_by="")
        post(
            reference=f"repayment:{repayment.pk}:back:{repayment.tries}",
            lines={repayment.account: repayment.amount_centimes, REFUNDS: -repayment.amount_centimes},
            day=day_of(now),
            cause=f"payments.repayment:{repayment.pk}",
            now=now,
            memo=reason,
        )
    else:
        REPAYMENT.apply(repayment, "fail", by=role, actor=by, reason=reason[:300])
    announce(RepaymentFailed(reference=repayment.reference, reason=reason[:300]))
