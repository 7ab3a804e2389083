from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from twiza.delivery.actions.step import finish_delivery
from twiza.delivery.models import Shipment
from twiza.delivery.states import CARRIER, COOPERATIVE
from twiza.delivery.terms import ProofMissing
from twiza.people.api import Person

if TYPE_CHECKING:
    from twiza.plumbing.models import Image


@transaction.atomic
def record_delivery(
    *,
    shipment: Shipment,
    now: datetime,
    proof: Image | None = None,
    by: Person | None = None,
    note: str = "",
    role: str = COOPERATIVE,
) -> Shipment:
    """Delivered without the buyer's code; the cash counts as collected with it.

    A team must show a photo (ProofMissing); a carrier's own report (role "carrier", from an adapter) need not.
    """
    if proof is None and role != CARRIER:
        raise ProofMissing()
    shipment.lock()
    finish_delivery(shipment, role=role, actor=by, now=now, note=note, proof=proof)
    return shipment
