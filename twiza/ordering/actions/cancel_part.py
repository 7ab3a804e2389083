from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import put_back
from twiza.delivery.api import cancel_shipment, shipment_by_reference
from twiza.ordering.facts import PartCancelled
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import BUYER, PART, LineStatus
from twiza.ordering.terms.refusals import UnknownReason
from twiza.ordering.terms.words import CancelReason
from twiza.plumbing.api import announce


@transaction.atomic
def cancel_part(*, part: CooperativeOrder, actor: Any, now: datetime, reason: str = "", by: str = BUYER) -> None:
    """The buyer (or the desk for her) wants it no more: stock goes back, the shipment ends, no cash is due.

    Refused once the parcel was handed over (`house.cancel_before_handover`): then she may refuse it or withdraw.
    """
    if reason and reason not in CancelReason.values:
        raise UnknownReason()
    PART.apply(part, "cancel", by=by, actor=actor, reason=reason, ended_at=now)
    part.refresh_from_db(fields=["prepared_at"])
    if part.prepared_at is not None:
        cancel_shipment(shipment=shipment_by_reference(part.number), now=now, role=by, by=actor)
    quantities = {line.variant_id: line.quantity for line in part.lines.all() if line.status != LineStatus.DECLINED}
    if quantities:
        put_back(reference=part.number, quantities=quantities, reason="cancelled", now=now)
    announce(PartCancelled(part_id=part.pk))
