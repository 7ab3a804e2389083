from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.step import make_step
from twiza.delivery.models import Shipment
from twiza.delivery.states import COOPERATIVE
from twiza.delivery.terms import NoMoreAttempts
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.people.api import Person


@transaction.atomic
def set_out(*, shipment: Shipment, now: datetime, by: Person | None = None, role: str = COOPERATIVE) -> Shipment:
    """The parcel is on its way, for the first time or for another attempt.

    Refuses NoMoreAttempts after as many failures as `house.delivery_attempts` allows.
    """
    shipment.lock()
    most = rule("house.delivery_attempts", on=day_of(now)).value
    if shipment.attempts >= most:
        raise NoMoreAttempts(most=most)
    make_step(shipment, "set_out", role=role, actor=by, now=now)
    return shipment
