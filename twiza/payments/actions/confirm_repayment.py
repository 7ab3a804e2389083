from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import post
from twiza.payments.facts import RepaymentPaid
from twiza.payments.models import Repayment
from twiza.payments.queries.accounts import name_of
from twiza.payments.states import DESK, REPAYMENT
from twiza.payments.terms import CASH, REFUNDS, Way
from twiza.plumbing.api import announce


@transaction.atomic
def confirm_repayment(
    *, repayment: Repayment, now: datetime, by: Any, role: str = DESK, external_id: str = ""
) -> Repayment:
    """The buyer has it: cash was given, a refund was entered on the acquirer's page, the bank carried it out.

    `external_id` is the acquirer's own number of it. Refuses what is paid or failed already, and the desk's word
    for what the bank or Stripe answers for (MoveRefused).
    """
    if role == DESK and repayment.route not in (CASH, Way.CARD):
        raise MoveRefused()
    kept = {"external_id": external_id[:120]} if external_id else {}
    REPAYMENT.apply(repayment, "pay", by=role, actor=by, paid_at=now, paid_by=name_of(by), reason="", **kept)
    post(
        reference=repayment.posting,
        lines={REFUNDS: repayment.amount_centimes, repayment.account: -repayment.amount_centimes},
        day=day_of(now),
        cause=f"payments.repayment:{repayment.pk}",
        now=now,
        memo=repayment.reference,
    )
    announce(RepaymentPaid(reference=repayment.reference))
    return repayment
