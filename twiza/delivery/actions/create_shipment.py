from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.delivery.actions.step import write_event
from twiza.delivery.models import Carrier, Cash, Method, PickupPoint, Shipment
from twiza.delivery.terms import UnknownCarrier, UnknownPickupPoint
from twiza.kernel.numbers import public_number

PREFIX = "TP"


@transaction.atomic
def create_shipment(
    *,
    reference: str,
    cooperative_id: int,
    method: str,
    carrier_code: str,
    pickup_point_code: str | None = None,
    address: Mapping[str, Any],
    grams: int,
    cash_centimes: int,
    promised_on: date | None,
    now: datetime,
) -> Shipment:
    """The parcel of `reference`, ready to hand over; a second call gives the one that is there.

    `address` is a PostalAddress as a dict (recipient, phone, commune_code, …), kept as it was. With
    `cash_centimes` above 0 that much is to be collected at the door. Refuses an unknown carrier, and a
    pick-up without an open point of that carrier.
    """
    existing = Shipment.objects.filter(reference=reference).first()
    if existing is not None:
        return existing
    if method not in Method.values or not Carrier.objects.filter(pk=carrier_code).exists():
        raise UnknownCarrier()
    if method == Method.PICKUP:
        points = PickupPoint.objects.filter(pk=pickup_point_code or "", carrier=carrier_code, active=True)
        if not points.exists():
            raise UnknownPickupPoint()
    elif pickup_point_code:
        raise UnknownPickupPoint()
    try:
        with transaction.atomic():
            shipment = Shipment.objects.create(
                reference=reference,
                number=_free_number(),
                cooperative_id=cooperative_id,
                method=method,
                carrier_id=carrier_code,
                pickup_point_id=pickup_point_code or None,
                recipient=address["recipient"],
                phone=address["phone"],
                commune_id=address["commune_code"],
                address=dict(address),
                grams=grams,
                code_salt=secrets.token_hex(16),
                promised_on=promised_on,
            )
    except IntegrityError:
        # Made by somebody else meanwhile; anything else wrong with the row is raised again by get().
        return Shipment.objects.get(reference=reference)
    write_event(shipment, "create", now=now)
    if cash_centimes:
        Cash.objects.create(shipment=shipment, due_centimes=cash_centimes)
    return shipment


def _free_number() -> str:
    while Shipment.objects.filter(number=(number := public_number(PREFIX))).exists():
        pass
    return number
