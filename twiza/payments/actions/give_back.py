from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.payments.actions.repay import Payee, repay
from twiza.payments.models import Receipt, Repayment
from twiza.payments.queries.accounts import name_of
from twiza.payments.states import DESK, RECEIPT
from twiza.payments.terms import PARKED, REFUNDS


@transaction.atomic
def give_back(
    *,
    receipt: Receipt,
    now: datetime,
    by: Any,
    way: Literal["as_paid", "transfer"] = "as_paid",
    payee: Payee | None = None,
) -> Repayment:
    """Send parked money back whole, the way it came or by transfer. Refuses what somebody has dealt with already."""
    RECEIPT.apply(receipt, "give_back", by=DESK, actor=by, resolved_at=now, resolved_by=name_of(by))
    post(
        reference=f"receipt:{receipt.pk}:placed",
        lines={PARKED: receipt.centimes, REFUNDS: -receipt.centimes},
        day=day_of(now),
        cause=f"payments.receipt:{receipt.pk}",
        now=now,
        memo=receipt.claimed,
    )
    payer = receipt.payment.payer_name if receipt.payment else receipt.from_name
    return repay(
        reference=f"receipt:{receipt.pk}",
        amount_centimes=receipt.centimes,
        way=way,
        payee=payee or Payee(payer, receipt.from_rib),
        receipt_id=receipt.pk,
        subject=receipt.claimed or str(receipt.pk),
        now=now,
        by=by,
    )
