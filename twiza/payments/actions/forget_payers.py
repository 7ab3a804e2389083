from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from twiza.payments.models import Payment, Repayment
from twiza.payments.queries.personal import of_orders

NOBODY = "—"


@transaction.atomic
def forget_payers(*, order_numbers: Sequence[str], now: datetime) -> None:
    """Take name, phone and e-mail out of the payments of these orders, name and account out of money given back.

    The bank's own statement and the transfer it shows stay as they are: the books rest on them. Idempotent.
    """
    payments = Payment.objects.filter(of_orders(order_numbers))
    Repayment.objects.filter(payment__in=payments).exclude(payee_name="").update(payee_name=NOBODY, payee_rib="")
    payments.update(payer_name=NOBODY, payer_phone="", payer_email="")
