from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.step import drop_cash, make_step
from twiza.delivery.models import Shipment
from twiza.people.api import Person


@transaction.atomic
def cancel_shipment(*, shipment: Shipment, now: datetime, role: str, by: Person | None = None) -> Shipment:
    """The parcel will not travel; no cash is due. `role` is cooperative, desk or buyer.

    Refused once it was handed over: MoveRefused.
    """
    shipment.lock()
    make_step(shipment, "cancel", role=role, actor=by, now=now)
    drop_cash(shipment, role=role, actor=by)
    return shipment
