"""Who may lay hands on which parcel. A stranger is told that it does not exist."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser

from twiza.delivery.models import Shipment
from twiza.kernel.numbers import normalise_number
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person, Role, has_role


def _one(**which: Any) -> Shipment:
    found = Shipment.objects.filter(**which).select_related("carrier").first()
    if found is None:
        raise NotFound()
    return found


def shipment_by_reference(reference: str) -> Shipment:
    """For a context that let the person in by its own object, an order's part for one."""
    return _one(reference=reference)


def shipment_of_cooperative(cooperative_id: int, reference: str) -> Shipment:
    """For a team that came in by `cooperatives.api.cooperative_of_team`."""
    return _one(reference=reference, cooperative_id=cooperative_id)


def shipment_for_desk(person: Person | AnonymousUser, reference: str) -> Shipment:
    if isinstance(person, AnonymousUser) or not has_role(person, Role.DESK):
        raise NotFound()
    return _one(reference=reference)


def shipment_by_number(number: str) -> Shipment:
    """What the QR on the parcel opens for whoever holds the parcel: only to type the buyer's code in."""
    return _one(number=normalise_number(number) or "")
