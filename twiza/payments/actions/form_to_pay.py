from datetime import datetime

from twiza.payments.actions.begin_payment import begin_payment
from twiza.payments.adapters.protocol import Handoff, Places
from twiza.payments.models import Payment
from twiza.payments.terms import NoLongerOpen, Way, WayIsOff


def form_to_pay(*, payment: Payment, places: Places, now: datetime) -> Handoff | None:
    """The form that a page may carry at once, for an acquirer that need not be asked first; None for any other way,
    and for a payment that can no longer begin.
    """
    if payment.way != Way.CARD:
        return None
    try:
        return begin_payment(payment=payment, places=places, now=now)
    except (NoLongerOpen, WayIsOff):
        return None
