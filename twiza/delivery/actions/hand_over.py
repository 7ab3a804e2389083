from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.step import make_step
from twiza.delivery.adapters.choice import adapter_of
from twiza.delivery.facts import ParcelHandedOver
from twiza.delivery.models import Shipment
from twiza.delivery.states import COOPERATIVE
from twiza.people.api import Person
from twiza.plumbing.api import announce


@transaction.atomic
def hand_over(*, shipment: Shipment, now: datetime, by: Person | None = None, tracking: str = "") -> Shipment:
    """The carrier has the parcel, or the cooperative sets out with it.

    Refuses TrackingMissing where the carrier's number must be typed in; the other adapters make their own.
    """
    shipment.lock()
    number = adapter_of(shipment.carrier).tracking_for(shipment, " ".join(tracking.split())[:60])
    make_step(shipment, "hand_over", role=COOPERATIVE, actor=by, now=now, tracking=number)
    announce(ParcelHandedOver(reference=shipment.reference))
    return shipment
