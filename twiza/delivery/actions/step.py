"""What every step of a parcel shares: the move, the line of the timeline, the cash. Not an action by itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from twiza.delivery.facts import CashCollected, ParcelDelivered
from twiza.delivery.models import Cash, Holder, Method, Shipment, ShipmentEvent
from twiza.delivery.states import CARRIER, CASH, COOPERATIVE, SHIPMENT, CashStatus
from twiza.people.api import Person
from twiza.plumbing.api import announce

if TYPE_CHECKING:
    from twiza.plumbing.models import Image


def make_step(
    shipment: Shipment,
    verb: str,
    *,
    role: str,
    actor: Person | None,
    now: datetime,
    reason: str = "",
    note: str = "",
    proof: Image | None = None,
    keep_reason: bool = False,
    **columns: Any,
) -> None:
    """Move a locked parcel by a verb of the table, and write it into its timeline.

    The parcel's own `reason` is the one of this step; with `keep_reason` an earlier one stays.
    """
    shown = shipment.reason if keep_reason and shipment.reason else reason
    SHIPMENT.apply(shipment, verb, by=role, actor=actor, reason=shown, **columns)
    write_event(shipment, verb, now=now, reason=reason, note=note, proof=proof)


def write_event(
    shipment: Shipment, verb: str, *, now: datetime, reason: str = "", note: str = "", proof: Image | None = None
) -> None:
    ShipmentEvent.objects.create(
        shipment=shipment, verb=verb, reason=reason, note=note.strip()[:300], proof=proof, at=now
    )


def finish_delivery(
    shipment: Shipment,
    *,
    role: str,
    actor: Person | None,
    now: datetime,
    note: str = "",
    proof: Image | None = None,
    **columns: Any,
) -> None:
    """Delivered, and the cash is with who brought the parcel: both or neither."""
    make_step(
        shipment,
        "deliver",
        role=role,
        actor=actor,
        now=now,
        note=note,
        proof=proof,
        delivered_at=now,
        **columns,
    )
    announce(ParcelDelivered(reference=shipment.reference))
    cash = Cash.objects.filter(shipment=shipment).first()
    if cash is not None:
        by_hand = shipment.method == Method.HAND
        CASH.apply(
            cash,
            "collect",
            by=COOPERATIVE if by_hand else CARRIER,
            actor=actor,
            collected_at=now,
            holder=Holder.COOPERATIVE if by_hand else Holder.CARRIER,
        )
        announce(CashCollected(reference=shipment.reference, centimes=cash.due_centimes))


def drop_cash(shipment: Shipment, *, role: str, actor: Person | None) -> None:
    """Nothing is due any more; where nothing was, or it was dropped before, nothing happens."""
    cash = Cash.objects.filter(shipment=shipment, status=CashStatus.TO_COLLECT).first()
    if cash is not None:
        CASH.apply(cash, "drop", by=role, actor=actor)
