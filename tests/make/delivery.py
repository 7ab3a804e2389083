"""Carriers, tariffs and parcels, made through delivery's own actions. Invented prices."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from tests.conftest import NOW
from twiza.cooperatives.api import Cooperative
from twiza.delivery.api import (
    Shipment,
    create_shipment,
    enter_tariff,
    hand_over,
    record_delivery,
    save_carrier,
    save_pickup_point,
)
from twiza.geography.api import find_communes
from twiza.kernel.periods import day_of
from twiza.ledger.api import post

SINCE = date(2026, 1, 1)
_serial = count(1)


def code_of(name: str) -> str:
    """The code of the commune that people mean by this name."""
    return find_communes(name)[0].code


def step(carrier: str, method: str, zone: str, max_grams: int, fee: int, **more: Any) -> None:
    """One step of a sheet; fees in centimes."""
    chosen = {"days_min": 1, "days_max": 3, "valid_from": SINCE} | more
    enter_tariff(carrier_code=carrier, method=method, zone=zone, max_grams=max_grams, fee_centimes=fee, **chosen)


def make_carriers() -> None:
    """Three carriers.

    The cooperative itself (10 MAD in its commune, 15 in its province); Jbal, whose numbers are typed in
    (25 to 60 MAD, 5 for cash up to 2,000 MAD, and 20 at its points); Barq, the invented one that moves by
    itself (40 MAD for the country, 7 for cash).
    """
    save_carrier(code="own", names={"ar": "التعاونية", "fr": "La coopérative"}, adapter="own")
    save_carrier(
        code="jbal", names={"ar": "نقل الجبال", "fr": "Messagerie Jbal"}, adapter="by_hand", phone="+212522000001"
    )
    save_carrier(code="barq", names={"ar": "برق", "fr": "Barq"}, adapter="fake", is_sample=True)
    step("own", "hand", "commune", 30_000, 10_00, days_max=2)
    step("own", "hand", "province", 30_000, 15_00, days_max=2)
    cash = {"cash_fee_centimes": 5_00, "cash_ceiling_centimes": 2_000_00}
    for zone, fee in (("province", 25_00), ("region", 30_00), ("country", 40_00)):
        step("jbal", "carrier", zone, 5_000, fee, **cash)
        step("jbal", "carrier", zone, 20_000, fee + 20_00, **cash)
    step("jbal", "pickup", "country", 10_000, 20_00, **cash, days_max=5)
    step("barq", "carrier", "country", 15_000, 40_00, cash_fee_centimes=7_00)
    save_pickup_point(
        code="jbal-essaouira",
        carrier_code="jbal",
        commune=code_of("Essaouira"),
        names={"ar": "دكان باب دكالة", "fr": "Épicerie Bab Doukkala"},
        directions={"ar": "قرب الباب"},
        hours={"fr": "9 h – 20 h"},
    )


def an_address(commune: str = "Smimou", **fields: Any) -> dict[str, Any]:
    return {
        "recipient": "سلمى بناني",
        "phone": "+212661234567",
        "commune_code": code_of(commune),
        "quarter": "دوار أيت داود",
        "landmark": "خلف المدرسة",
        "latitude": None,
        "longitude": None,
    } | fields


def a_parcel(
    cooperative: Cooperative,
    *,
    reference: str = "",
    method: str = "carrier",
    carrier: str = "jbal",
    cash: int = 180_00,
    now: datetime = NOW,
    **fields: Any,
) -> Shipment:
    """A parcel ready to hand over, with 180 MAD to collect."""
    chosen = {"address": an_address(), "grams": 1_200, "promised_on": date(2026, 11, 27)} | fields
    return create_shipment(
        reference=reference or f"TW-TEST{next(_serial)}",
        cooperative_id=cooperative.pk,
        method=method,
        carrier_code=carrier,
        cash_centimes=cash,
        now=now,
        **chosen,
    )


def a_parcel_out(cooperative: Cooperative, *, now: datetime = NOW, **fields: Any) -> Shipment:
    """A parcel handed over."""
    return hand_over(shipment=a_parcel(cooperative, now=now, **fields), now=now, tracking="JB-1")


def a_parcel_collected(
    cooperative: Cooperative, *, cash: int = 180_00, tracking: str = "", now: datetime = NOW, **fields: Any
) -> Shipment:
    """Delivered by its carrier, who holds the cash; booked as settlement books it."""
    parcel = a_parcel(cooperative, cash=cash, now=now, **fields)
    hand_over(shipment=parcel, now=now, tracking=tracking or f"JB-{parcel.pk}")
    record_delivery(shipment=parcel, now=now, role="carrier")
    post(
        reference=f"cash:{parcel.reference}",
        lines={f"courier:{parcel.carrier_id}:cash": cash, f"cooperative:{cooperative.pk}:open": -cash},
        day=day_of(now),
        cause=f"delivery.shipment:{parcel.pk}",
        now=now,
    )
    return parcel


def a_slip(*rows: tuple[str, str], head: str = "N° colis;Montant encaissé", encoding: str = "cp1252") -> bytes:
    """A carrier's file: parcel and amount as typed."""
    return "\r\n".join([head, *(";".join(row) for row in rows)]).encode(encoding)
