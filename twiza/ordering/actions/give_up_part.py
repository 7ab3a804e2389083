from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import put_back
from twiza.delivery.api import cancel_shipment, record_refusal, shipment_by_reference
from twiza.ordering.facts import PartCancelled
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import BUYER, PART, LineStatus, Status
from twiza.ordering.terms.words import CancelReason
from twiza.plumbing.api import announce


@transaction.atomic
def give_up_part(*, part: CooperativeOrder, actor: Any, now: datetime) -> None:
    """The buyer gives up a late part wherever it is (31-08 art. 13; that she may, protection has checked).

    Not sent yet, its goods are on the shelf again at once. On its way, its parcel counts as refused: no cash is asked
    at the door, and the goods are on the shelf when it is back. What was paid goes back: settlement hears of it.
    MoveRefused once it was delivered or ended in another way.
    """
    sent = part.status in (Status.HANDED_OVER, Status.REFUSED)
    refused = part.status == Status.REFUSED
    PART.apply(part, "give_up", by=BUYER, actor=actor, reason=CancelReason.TOO_LATE, ended_at=now)
    part.refresh_from_db(fields=["prepared_at", "handed_over_at"])
    if part.prepared_at is not None and not refused:
        parcel = shipment_by_reference(part.number)
        if sent:
            record_refusal(shipment=parcel, reason="too_late", now=now, by=actor, role=BUYER)
        else:
            cancel_shipment(shipment=parcel, now=now, role=BUYER, by=actor)
    if not sent:
        quantities = {line.variant_id: line.quantity for line in part.lines.all() if line.status != LineStatus.DECLINED}
        put_back(reference=part.number, quantities=quantities, reason="cancelled", now=now)
    announce(PartCancelled(part_id=part.pk))
