from datetime import datetime
from typing import Any

from twiza.delivery.api import deliver_with_code, shipment_by_reference
from twiza.ordering.actions.follow_parcel import follow_parcel
from twiza.ordering.models import CooperativeOrder


def deliver_part(*, part: CooperativeOrder, code: str, actor: Any, now: datetime) -> None:
    """Whoever brings the parcel types the buyer's code in: delivered, and the cash collected.

    Refuses a wrong, used or locked code. Not inside a transaction: a wrong try must count.
    """
    deliver_with_code(shipment=shipment_by_reference(part.number), code=code, now=now, by=actor)
    follow_parcel(reference=part.number, now=now)
