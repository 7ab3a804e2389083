from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.bank import api as bank
from twiza.payments.models import Repayment
from twiza.payments.states import DESK, REPAYMENT


@transaction.atomic
def send_by_transfer(*, repayment: Repayment, by: Any, now: datetime) -> None:
    """Hand a repayment that is due to the bank's queue, from which two persons release it. Refuses a wrong RIB."""
    REPAYMENT.apply(repayment, "send", by=DESK, actor=by)
    bank.queue_transfer(
        reference=repayment.outside_reference,
        amount_centimes=repayment.amount_centimes,
        payee_name=repayment.payee_name,
        rib=repayment.payee_rib,
        subject=repayment.subject,
        kind="refund",
        by=by,
        now=now,
    )
