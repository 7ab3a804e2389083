from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.states import MoveRefused
from twiza.payments.models import Payment
from twiza.payments.states import PAYMENT, SYSTEM, Status


@transaction.atomic
def cancel_payment(*, reference: str, now: datetime, by: str = SYSTEM, actor: Any = None) -> bool:
    """Give a payment up; money that comes for it later is parked. False where it was closed already, or never asked.

    Whoever calls must look at False: a settled payment stays settled, and its money is to be given back.
    """
    payment = Payment.objects.filter(reference=reference).first()
    if payment is None or payment.status != Status.OPEN:
        return False
    try:
        PAYMENT.apply(payment, "cancel", by=by, actor=actor)
    except MoveRefused:  # it was settled or it expired in this moment
        return False
    return True
