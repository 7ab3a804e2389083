from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, cast

from django.db import transaction

from twiza.kernel.refusals import Refusal
from twiza.payments.api import Payee, repay
from twiza.settlement.models import Refund
from twiza.settlement.states import REFUND, SYSTEM
from twiza.settlement.terms import Way, account


@transaction.atomic
def send_refund(*, refund: Refund, by: Any, now: datetime) -> None:
    """Ask payments to give a refund back. What a person decided is refused with it; what followed from the order by
    itself stays as failed, with the sentence, for the desk to send another way.
    """
    settled = refund.settled
    try:
        with transaction.atomic():
            repay(
                reference=refund.reference,
                amount_centimes=refund.amount_centimes,
                way=cast("Literal['as_paid', 'transfer', 'cash']", refund.way),
                payment_reference=settled.payment_reference,
                payee=Payee(name=refund.payee_name, rib=refund.rib) if refund.payee_name or refund.rib else None,
                cash_account=account(settled.cooperative_id, "cash") if refund.way == Way.CASH else "",
                subject=f"{refund.number} {settled.part.number}",
                now=now,
                by=by,
            )
    except Refusal as refused:
        if by is not None:
            raise
        REFUND.apply(refund, "fail", by=SYSTEM, failure=str(refused)[:300])
