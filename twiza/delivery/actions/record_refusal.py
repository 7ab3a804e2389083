from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from twiza.delivery.actions.step import drop_cash, make_step
from twiza.delivery.facts import ParcelRefused
from twiza.delivery.models import Shipment
from twiza.delivery.states import COOPERATIVE
from twiza.delivery.terms import REFUSAL_REASONS, UnknownReason
from twiza.people.api import Person
from twiza.plumbing.api import announce

if TYPE_CHECKING:
    from twiza.plumbing.models import Image


@transaction.atomic
def record_refusal(
    *,
    shipment: Shipment,
    reason: str,
    now: datetime,
    by: Person | None = None,
    note: str = "",
    proof: Image | None = None,
    role: str = COOPERATIVE,
) -> Shipment:
    """The buyer did not take the parcel, for a reason of the vocabulary: no cash is due any more.

    Refuses an unknown reason.
    """
    if reason not in REFUSAL_REASONS:
        raise UnknownReason()
    shipment.lock()
    make_step(shipment, "refuse", role=role, actor=by, now=now, reason=reason, note=note, proof=proof)
    drop_cash(shipment, role=role, actor=by)
    announce(ParcelRefused(reference=shipment.reference, reason=reason))
    return shipment
