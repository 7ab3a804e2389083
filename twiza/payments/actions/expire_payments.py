from datetime import datetime

from django.db import transaction

from twiza.kernel.states import MoveRefused
from twiza.payments.facts import PaymentExpired
from twiza.payments.models import Payment
from twiza.payments.states import PAYMENT, SYSTEM, Status
from twiza.plumbing.api import announce


def expire_payments(*, now: datetime, only: str = "", most: int = 500) -> int:
    """Close the open payments whose time is over; returns how many. Each in its own transaction.

    `only` names one payment by its number. One that settles at the same moment stays settled.
    """
    over = Payment.objects.filter(status=Status.OPEN, expires_at__lte=now).order_by("expires_at", "id")
    if only:
        over = over.filter(number=only)
    expired = 0
    for payment in over[:most]:
        try:
            with transaction.atomic():
                PAYMENT.apply(payment, "expire", by=SYSTEM)
                announce(PaymentExpired(reference=payment.reference))
            expired += 1
        except MoveRefused:
            continue
    return expired
