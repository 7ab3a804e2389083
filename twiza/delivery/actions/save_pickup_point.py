from __future__ import annotations

from django.db import transaction

from twiza.delivery.models import Carrier, PickupPoint
from twiza.delivery.terms import UnknownCarrier, UnknownPickupPoint
from twiza.freshness.api import drop
from twiza.geography.api import commune as commune_card


@transaction.atomic
def save_pickup_point(
    *,
    code: str,
    carrier_code: str,
    commune: str,
    names: dict[str, str],
    directions: dict[str, str] | None = None,
    hours: dict[str, str] | None = None,
    phone: str = "",
    active: bool = True,
) -> PickupPoint:
    """Enter a pick-up point, or bring it up to date by its code. Refuses an unknown carrier or commune.

    Closing one (`active=False`) ends new quotes; parcels on their way to it go on.
    """
    if not code.replace("-", "").isalnum() or not code.isascii():
        raise UnknownPickupPoint()
    if not Carrier.objects.filter(pk=carrier_code).exists():
        raise UnknownCarrier()
    columns = {
        "carrier_id": carrier_code,
        "commune_id": commune_card(commune).code,
        "names": names,
        "directions": directions or {},
        "hours": hours or {},
        "phone": phone,
        "active": active,
    }
    drop(["delivery"])
    return PickupPoint.objects.update_or_create(code=code, defaults=columns)[0]
