from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.delivery.api import hand_over, shipment_by_reference
from twiza.ordering.facts import PartHandedOver
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import COOPERATIVE, PART
from twiza.plumbing.api import announce


@transaction.atomic
def hand_over_part(*, part: CooperativeOrder, actor: Any, now: datetime, tracking: str = "") -> None:
    """The carrier has the parcel, or the cooperative has set out with it.

    Refused before it is prepared, and without a tracking number where delivery asks for one.
    """
    PART.apply(part, "hand_over", by=COOPERATIVE, actor=actor, handed_over_at=now)
    hand_over(shipment=shipment_by_reference(part.number), now=now, by=actor, tracking=tracking)
    announce(PartHandedOver(part_id=part.pk))
