from datetime import datetime

from django.db import transaction
from django.db.models import F

from twiza.catalog.api import put_back
from twiza.delivery.api import ShipmentCard, shipment_card
from twiza.ordering.facts import PartHandedOver, PartReceived, PartReturned
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import PART, SYSTEM, LineStatus, Status
from twiza.plumbing.api import announce

_LEFT = ("handed_over", "on_its_way", "at_point", "failed_attempt", "delivered", "refused", "returned")


@transaction.atomic
def follow_parcel(*, reference: str, now: datetime) -> None:
    """Bring a part to where its parcel is; idempotent. A reference that is no part's is somebody else's.

    A page that has just moved a parcel calls it, so that the buyer need not wait for the worker.
    """
    part = CooperativeOrder.objects.filter(number=reference).first()
    parcel = shipment_card(reference)
    if part is None or parcel is None:
        return
    # A decision elsewhere and this one take turns.
    CooperativeOrder.objects.filter(pk=part.pk).update(note=F("note"))
    part.refresh_from_db()
    if parcel.status in _LEFT and part.status == Status.PREPARED:
        PART.apply(part, "hand_over", by=SYSTEM, handed_over_at=_when(parcel, "hand_over", now))
        announce(PartHandedOver(part_id=part.pk))
    if parcel.status == "delivered" and part.status == Status.HANDED_OVER:
        PART.apply(part, "deliver", by=SYSTEM, ended_at=parcel.delivered_at or now)
        announce(PartReceived(part_id=part.pk))
    if parcel.status == "refused" and part.status == Status.HANDED_OVER:
        PART.apply(part, "refuse", by=SYSTEM, reason=parcel.reason)
    if parcel.status == "returned" and part.status in (Status.HANDED_OVER, Status.REFUSED):
        PART.apply(part, "return", by=SYSTEM, reason=parcel.reason, ended_at=now)
        _put_on_the_shelf(part, now)
        announce(PartReturned(part_id=part.pk))
    if parcel.status == "returned" and part.status == Status.CANCELLED and part.handed_over_at is not None:
        _put_on_the_shelf(part, now)  # given up on its way: it is back only now


def _when(parcel: ShipmentCard, verb: str, now: datetime) -> datetime:
    return next((event.at for event in parcel.events if event.verb == verb), now)


def _put_on_the_shelf(part: CooperativeOrder, now: datetime) -> None:
    """What came back is sold again, but nothing that spoils and nothing made for this buyer alone."""
    quantities = {
        line.variant_id: line.quantity
        for line in part.lines.all()
        if line.status != LineStatus.DECLINED and not line.perishable and not line.made_to_order
    }
    if quantities:
        put_back(reference=part.number, quantities=quantities, reason="returned", now=now)
