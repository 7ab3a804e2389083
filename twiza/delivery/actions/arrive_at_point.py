from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.step import make_step
from twiza.delivery.facts import ParcelAtPoint
from twiza.delivery.models import Method, Shipment
from twiza.delivery.states import COOPERATIVE
from twiza.delivery.terms import NotForPickup
from twiza.people.api import Person
from twiza.plumbing.api import announce


@transaction.atomic
def arrive_at_point(
    *, shipment: Shipment, now: datetime, by: Person | None = None, role: str = COOPERATIVE
) -> Shipment:
    """The parcel waits at the pick-up point the buyer chose. Refuses one that goes to a door."""
    shipment.lock()
    if shipment.method != Method.PICKUP:
        raise NotForPickup()
    make_step(shipment, "arrive", role=role, actor=by, now=now)
    announce(ParcelAtPoint(reference=shipment.reference))
    return shipment
