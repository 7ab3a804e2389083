from datetime import datetime

from twiza.payments.adapters.port import acquirer_of_way
from twiza.payments.adapters.protocol import Handoff, Places
from twiza.payments.models import Payment
from twiza.payments.queries.ways import is_on
from twiza.payments.states import Status
from twiza.payments.terms import NoLongerOpen, WayIsOff


def begin_payment(*, payment: Payment, places: Places, now: datetime) -> Handoff:
    """Where the buyer's browser goes to pay by card. Changes nothing; may talk to the acquirer.

    Refuses a payment that is closed or whose time is over, a way that is off, and an acquirer that does not answer.
    """
    if payment.status != Status.OPEN or payment.expires_at <= now:
        raise NoLongerOpen()
    if not is_on(payment.way):
        raise WayIsOff()
    return acquirer_of_way(payment.way).begin(payment, places, now)
