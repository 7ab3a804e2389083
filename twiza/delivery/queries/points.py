"""Pick-up points and carriers, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from twiza.delivery.models import Carrier, PickupPoint, Tariff
from twiza.geography.api import commune_cards


@dataclass(frozen=True, slots=True)
class PickupCard:
    """Where a buyer fetches a parcel. Names, directions and hours by language."""

    code: str
    carrier_code: str
    carrier_names: dict[str, str]
    names: dict[str, str]
    directions: dict[str, str]
    hours: dict[str, str]
    phone: str
    commune_code: str
    commune_names: dict[str, str]
    active: bool


@dataclass(frozen=True, slots=True)
class CarrierCard:
    code: str
    names: dict[str, str]
    adapter: str
    phone: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class TariffLine:
    """One row of a carrier's sheet; money in centimes."""

    id: int
    carrier_code: str
    method: str
    zone: str
    max_grams: int
    fee_centimes: int
    cash_fee_centimes: int
    cash_ceiling_centimes: int | None
    days_min: int
    days_max: int
    valid_from: date
    valid_until: date | None
    source: str


def pickup_points(
    *, commune: str | None = None, province: str | None = None, active_only: bool = True
) -> list[PickupCard]:
    """Those of a commune, of a province, or all, by code."""
    rows = PickupPoint.objects.select_related("carrier").order_by("pk")
    if active_only:
        rows = rows.filter(active=True)
    if commune:
        rows = rows.filter(commune_id=commune)
    if province:
        rows = rows.filter(commune__province_id=province)
    found = list(rows)
    places = commune_cards({p.commune_id for p in found})
    return [
        PickupCard(
            p.code,
            p.carrier_id,
            p.carrier.names,
            p.names,
            p.directions,
            p.hours,
            p.phone,
            p.commune_id,
            dict(places[p.commune_id].names),
            p.active,
        )
        for p in found
    ]


def carriers() -> list[CarrierCard]:
    return [CarrierCard(c.code, c.names, c.adapter, c.phone, c.is_sample) for c in Carrier.objects.order_by("pk")]


def tariffs_of(carrier_code: str) -> list[TariffLine]:
    """Every row ever entered for this carrier, as a desk reads a sheet: method, zone, weight, then the newest first."""
    rows = Tariff.objects.filter(carrier=carrier_code).order_by("method", "zone", "max_grams", "-valid_from")
    names = TariffLine.__dataclass_fields__.keys() - {"carrier_code"}
    return [TariffLine(carrier_code=t.carrier_id, **{name: getattr(t, name) for name in names}) for t in rows]
