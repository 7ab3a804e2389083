"""What delivery can do and be asked. Signatures first: the bodies follow within the hour, names stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twiza.delivery.models import Carrier, PickupPoint, Shipment, Tariff

    Person = Any
    Image = Any


@dataclass(frozen=True, slots=True)
class Quote:
    """One way a parcel may travel. `code` is stable from day to day: keep it, and ask `quote(code, …)` again."""

    code: str
    method: str  # carrier, pickup, hand
    carrier_code: str
    carrier_names: dict[str, str]
    pickup_point_code: str | None
    pickup_names: dict[str, str]
    zone: str  # commune, province, region, country
    fee_centimes: int
    cash_fee_centimes: int  # 0 when cash was not asked for
    days_min: int
    days_max: int
    cash_allowed: bool
    cash_refusal: str  # "" or why cash is not taken (a sentence)

    @property
    def total_centimes(self) -> int:
        return self.fee_centimes + self.cash_fee_centimes


@dataclass(frozen=True, slots=True)
class NoQuote:
    carrier_code: str
    carrier_names: dict[str, str]
    method: str
    sentence: str


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    quotes: list[Quote]
    refused: list[NoQuote]


@dataclass(frozen=True, slots=True)
class CashCard:
    due_centimes: int
    status: str  # to_collect, collected, remitted, not_due
    label: str
    holder: str  # "", carrier, cooperative: who holds what was collected
    settled: bool  # the cooperative has the money
    collected_at: datetime | None
    remitted_at: datetime | None
    remittance: str


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    verb: str
    label: str
    reason: str
    reason_label: str
    note: str
    proof: Any  # ImageSet | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ShipmentCard:
    reference: str
    number: str
    cooperative_id: int
    method: str
    method_label: str
    carrier_code: str
    carrier_names: dict[str, str]
    carrier_phone: str
    pickup_point_code: str | None
    pickup_names: dict[str, str]
    tracking: str
    recipient: str
    phone: str
    commune_code: str
    address: dict[str, Any]
    grams: int
    status: str
    status_label: str
    reason: str
    reason_label: str
    attempts: int
    code_locked: bool
    promised_on: date | None
    delivered_at: datetime | None
    events: tuple[TimelineEvent, ...]
    cash: CashCard | None

    def verbs(self, by: str) -> list[str]:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class CashTotals:
    """Centimes (and parcels) of one cooperative's cash by where it is."""

    to_collect: int
    with_carrier: int
    with_cooperative: int
    remitted: int
    parcels_to_collect: int
    parcels_with_carrier: int


# --- quotes --------------------------------------------------------------------------------------------------


def quotes_for(
    *,
    sender_commune: str,
    commune: str,
    grams: int,
    goods_centimes: int,
    cash: bool,
    on: date,
    by_hand: bool = True,
) -> list[Quote]:
    """Usable ones first, then the cheapest first; deterministic. `by_hand`: the cooperative itself may deliver."""
    raise NotImplementedError


def quote_sheet(
    *,
    sender_commune: str,
    commune: str,
    grams: int,
    goods_centimes: int,
    cash: bool,
    on: date,
    by_hand: bool = True,
) -> QuoteSheet:
    """The quotes, and who can't carry it and why."""
    raise NotImplementedError


def quote(
    code: str,
    *,
    sender_commune: str,
    commune: str,
    grams: int,
    goods_centimes: int,
    cash: bool,
    on: date,
    by_hand: bool = True,
) -> Quote:
    """That way, priced again; raises QuoteGone where it is no longer offered."""
    raise NotImplementedError


def pickup_points(*, commune: str | None = None, province: str | None = None) -> list[Any]:
    """PickupCard(code, carrier_code, names, directions, hours, phone, commune_code, commune_names)."""
    raise NotImplementedError


# --- shipments -----------------------------------------------------------------------------------------------


def create_shipment(
    *,
    reference: str,
    cooperative_id: int,
    method: str,
    carrier_code: str,
    pickup_point_code: str | None = None,
    address: Mapping[str, Any],  # PostalAddress.as_dict()
    grams: int,
    cash_centimes: int,  # 0: nothing to collect at the door
    promised_on: date | None,
    now: datetime,
) -> Shipment:
    """Idempotent on `reference`."""
    raise NotImplementedError


def hand_over(*, shipment: Shipment, now: datetime, by: Person = None, tracking: str = "") -> Shipment:
    """A carrier by hand needs its tracking number typed in; the others make their own."""
    raise NotImplementedError


def set_out(*, shipment: Shipment, now: datetime, by: Person = None) -> Shipment: ...
def arrive_at_point(*, shipment: Shipment, now: datetime, by: Person = None) -> Shipment: ...
def record_failed_attempt(
    *, shipment: Shipment, reason: str, now: datetime, by: Person = None, note: str = "", proof: Image | None = None
) -> Shipment: ...
def record_refusal(
    *, shipment: Shipment, reason: str, now: datetime, by: Person = None, note: str = "", proof: Image | None = None
) -> Shipment: ...
def deliver_with_code(*, shipment: Shipment, code: str, now: datetime, by: Person = None) -> Shipment:
    """Delivers and collects the cash at once. WrongCode, CodeLocked (5 tries), CodeUsed. Not inside a transaction."""
    raise NotImplementedError


def record_delivery(
    *, shipment: Shipment, now: datetime, proof: Image | None, by: Person = None, note: str = "", role: str = "cooperative"
) -> Shipment:
    """Delivered without the code: needs a proof photo, unless an adapter (role "carrier") reports it."""
    raise NotImplementedError


def bring_back(*, shipment: Shipment, now: datetime, by: Person = None, reason: str = "", note: str = "") -> Shipment: ...
def cancel_shipment(*, shipment: Shipment, now: datetime, role: str, by: Person = None) -> Shipment: ...
def unlock_code(*, shipment: Shipment, by: Person, now: datetime) -> None: ...
def remit_cash(
    *, references: Collection[str], remittance: str, now: datetime, by: Person = None, cooperative_id: int | None = None
) -> int:
    """Centimes newly remitted; the same remittance again changes nothing."""
    raise NotImplementedError


def delivery_code(shipment: Shipment) -> str:
    """Six digits, for the buyer's page alone."""
    raise NotImplementedError


# --- tariff book ---------------------------------------------------------------------------------------------


def save_carrier(*, code: str, names: dict[str, str], adapter: str, phone: str = "", is_sample: bool = False) -> Carrier:
    raise NotImplementedError


def enter_tariff(
    *,
    carrier_code: str,
    method: str,
    zone: str,
    max_grams: int,
    fee_centimes: int,
    days_min: int,
    days_max: int,
    valid_from: date,
    cash_fee_centimes: int = 0,
    cash_ceiling_centimes: int | None = None,
    source: str = "",
) -> Tariff:
    """A new price of a step ends the former one the day before. Ceiling None: no ceiling; 0: takes no cash."""
    raise NotImplementedError


def end_tariff(*, tariff_id: int, on: date) -> None: ...
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
    raise NotImplementedError


# --- access and queries --------------------------------------------------------------------------------------


def shipment_by_reference(reference: str) -> Shipment:
    """For a context that already let the person in by its own object (an order's part); NotFound."""
    raise NotImplementedError


def shipment_of_cooperative(cooperative_id: int, reference: str) -> Shipment:
    raise NotImplementedError


def shipment_by_number(number: str) -> Shipment:
    """What the QR of a parcel label opens for whoever holds the parcel: only to type the code in."""
    raise NotImplementedError


def shipment_card(reference: str) -> ShipmentCard | None: ...
def shipment_cards(references: Iterable[str]) -> dict[str, ShipmentCard]:
    raise NotImplementedError


def shipments_of_cooperative(cooperative_id: int, *, statuses: Collection[str] | None = None) -> list[ShipmentCard]:
    raise NotImplementedError


def overdue(*, on: date, cooperative_id: int | None = None) -> list[ShipmentCard]:
    """Promised for an earlier day and neither delivered, returned nor cancelled."""
    raise NotImplementedError


def cash_of_cooperative(cooperative_id: int) -> CashTotals:
    raise NotImplementedError


def cash_waiting(cooperative_id: int) -> list[ShipmentCard]:
    """Parcels whose cash the carrier holds: what a treasurer ticks off against a remittance."""
    raise NotImplementedError


def failure_reasons() -> list[tuple[str, str]]:
    """(code, label) for a form's list."""
    raise NotImplementedError


def refusal_reasons() -> list[tuple[str, str]]:
    raise NotImplementedError


def move_fake_parcels(now: datetime) -> int:
    """The sample carrier's parcels move by themselves; returns how many moved."""
    raise NotImplementedError
