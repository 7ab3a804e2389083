"""Parcels as cards, with their timeline and their cash. Two SQL queries, however many parcels."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from twiza.delivery.models import Cash, Holder, Receiver, Shipment, ShipmentEvent
from twiza.delivery.states import SHIPMENT, CashStatus, Status
from twiza.delivery.terms import (
    CASH_LABELS,
    EVENT_LABELS,
    METHOD_LABELS,
    MOST_WRONG_CODES,
    REASON_LABELS,
    STATUS_LABELS,
)
from twiza.plumbing.api import ImageSet, image_set

OVER = (Status.DELIVERED, Status.RETURNED, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class CashCard:
    """Cash of one parcel. `settled`: the carrier has it no more; `remitted_to`: "market" or "cooperative"."""

    due_centimes: int
    status: str
    label: str
    holder: str
    settled: bool
    collected_at: datetime | None
    remitted_at: datetime | None
    remittance: str
    remitted_to: str


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    verb: str
    label: str
    reason: str
    reason_label: str
    note: str
    proof: ImageSet | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ShipmentCard:
    """One parcel as a page shows it; labels are in the language of who asked."""

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
        """What "cooperative", "carrier", "desk" or "buyer" may do with it now."""
        return SHIPMENT.open_to(self.status, by)


def _cash_card(cash: Cash) -> CashCard:
    settled = cash.status == CashStatus.REMITTED or (
        cash.status == CashStatus.COLLECTED and cash.holder == Holder.COOPERATIVE
    )
    return CashCard(
        cash.due_centimes,
        cash.status,
        str(CASH_LABELS["remitted_to_market" if cash.remitted_to == Receiver.MARKET else cash.status]),
        cash.holder,
        settled,
        cash.collected_at,
        cash.remitted_at,
        cash.remittance,
        cash.remitted_to,
    )


def _event(event: ShipmentEvent) -> TimelineEvent:
    return TimelineEvent(
        event.verb,
        str(EVENT_LABELS.get(event.verb, event.verb)),
        event.reason,
        str(REASON_LABELS.get(event.reason, "")),
        event.note,
        image_set(event.proof) if event.proof else None,
        event.at,
    )


def make_cards(rows: QuerySet[Shipment]) -> list[ShipmentCard]:
    events = Prefetch("events", ShipmentEvent.objects.select_related("proof"))
    cards = []
    for s in rows.select_related("carrier", "pickup_point", "cash").prefetch_related(events):
        cash = getattr(s, "cash", None)
        cards.append(
            ShipmentCard(
                reference=s.reference,
                number=s.number,
                cooperative_id=s.cooperative_id,
                method=s.method,
                method_label=str(METHOD_LABELS[s.method]),
                carrier_code=s.carrier_id,
                carrier_names=s.carrier.names,
                carrier_phone=s.carrier.phone,
                pickup_point_code=s.pickup_point_id,
                pickup_names=s.pickup_point.names if s.pickup_point else {},
                tracking=s.tracking,
                recipient=s.recipient,
                phone=s.phone,
                commune_code=s.commune_id,
                address=s.address,
                grams=s.grams,
                status=s.status,
                status_label=str(STATUS_LABELS[s.status]),
                reason=s.reason,
                reason_label=str(REASON_LABELS.get(s.reason, "")),
                attempts=s.attempts,
                code_locked=s.wrong_codes >= MOST_WRONG_CODES,
                promised_on=s.promised_on,
                delivered_at=s.delivered_at,
                events=tuple(_event(e) for e in s.events.all()),
                cash=_cash_card(cash) if cash else None,
            )
        )
    return cards


def shipment_cards(references: Iterable[str]) -> dict[str, ShipmentCard]:
    """Cards by reference; an unknown one is left out."""
    return {card.reference: card for card in make_cards(Shipment.objects.filter(reference__in=set(references)))}


def shipment_card(reference: str) -> ShipmentCard | None:
    return shipment_cards([reference]).get(reference)


def shipments_of_cooperative(
    cooperative_id: int, *, statuses: Collection[str] | None = None, most: int = 200
) -> list[ShipmentCard]:
    """The newest first."""
    rows = Shipment.objects.filter(cooperative=cooperative_id).order_by("-pk")
    if statuses is not None:
        rows = rows.filter(status__in=[str(s) for s in statuses])
    return make_cards(rows[:most])


def shipments_for_desk(
    *, statuses: Collection[str] | None = None, text: str = "", locked_only: bool = False, most: int = 100
) -> list[ShipmentCard]:
    """The newest first; `text` is a reference, a parcel's number, a tracking number or a phone, or part of one."""
    rows = Shipment.objects.order_by("-pk")
    if statuses is not None:
        rows = rows.filter(status__in=[str(s) for s in statuses])
    if text := text.strip():
        found = Q(reference__icontains=text) | Q(number__icontains=text)
        rows = rows.filter(found | Q(tracking__icontains=text) | Q(phone__contains=text))
    if locked_only:
        rows = rows.filter(wrong_codes__gte=MOST_WRONG_CODES).exclude(status__in=OVER)
    return make_cards(rows[:most])


def count_troubled(*, on: date) -> tuple[int, int]:
    """How many parcels are past their day, and how many have a locked code. One SQL query."""
    late, locked = Q(promised_on__lt=on), Q(wrong_codes__gte=MOST_WRONG_CODES)
    rows = Shipment.objects.filter(late | locked).exclude(status__in=OVER)
    counted = rows.aggregate(late=Count("pk", filter=late), locked=Count("pk", filter=locked))
    return counted["late"], counted["locked"]


def overdue(*, on: date, cooperative_id: int | None = None) -> list[ShipmentCard]:
    """Promised for an earlier day and still neither delivered, returned nor cancelled; the oldest promise first."""
    rows = Shipment.objects.filter(promised_on__lt=on).exclude(status__in=OVER).order_by("promised_on", "pk")
    if cooperative_id is not None:
        rows = rows.filter(cooperative=cooperative_id)
    return make_cards(rows)
