from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.delivery.api import create_shipment
from twiza.ordering.facts import PartPrepared
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import CASH, COOPERATIVE, PART
from twiza.plumbing.api import announce


@transaction.atomic
def prepare_part(*, part: CooperativeOrder, actor: Any, now: datetime) -> None:
    """The parcel is packed: its shipment is made, with its total as the cash due unless it was paid before."""
    PART.apply(part, "prepare", by=COOPERATIVE, actor=actor, prepared_at=now)
    create_shipment(
        reference=part.number,
        cooperative_id=part.cooperative_id,
        method=part.quote["method"],
        carrier_code=part.quote["carrier_code"],
        pickup_point_code=part.quote["pickup_point_code"],
        address=part.order.address,
        grams=part.grams,
        cash_centimes=part.total_centimes if part.payment == CASH else 0,
        promised_on=part.promised_on,
        now=now,
    )
    announce(PartPrepared(part_id=part.pk))
