"""Delivery's place in the calendar, and what `twiza check` asks of it."""

from __future__ import annotations

from datetime import datetime

from twiza.delivery.actions.take_news import take_news
from twiza.delivery.models import Cash, Shipment
from twiza.delivery.queries.parcels import OVER
from twiza.delivery.states import CashStatus, Status
from twiza.kernel.states import MoveRefused
from twiza.plumbing.api import checked, every


def move_fake_parcels(now: datetime) -> int:
    """Let the sample carrier's parcels go on as far as they would have by `now`; returns the steps made.

    Each step is its own transaction, and at its own moment: asked late, the timeline reads the same.
    """
    steps = 0
    moving = Shipment.objects.filter(carrier__adapter="fake").exclude(status__in=[*OVER, Status.READY])
    for shipment in moving.select_related("carrier").order_by("pk"):
        try:
            while take_news(shipment=shipment, now=now):
                steps += 1
        except MoveRefused:
            continue  # somebody moved it by hand at the same time
    return steps


@every("1 minute", atomic=False)
def sample_carrier_moves(now: datetime) -> int:
    return move_fake_parcels(now)


_FITTING = {
    Status.DELIVERED: {CashStatus.COLLECTED, CashStatus.REMITTED},
    Status.REFUSED: {CashStatus.NOT_DUE},
    Status.RETURNED: {CashStatus.NOT_DUE},
    Status.CANCELLED: {CashStatus.NOT_DUE},
}


@checked("cash fits its parcel")
def cash_fits_its_parcel(now: datetime) -> list[str]:
    """Cash is collected if and only if the parcel was delivered."""
    rows = Cash.objects.select_related("shipment").order_by("pk")
    return [
        f"Parcel {cash.shipment.number} is {cash.shipment.status}, but its cash is {cash.status}."
        for cash in rows.iterator()
        if cash.status not in _FITTING.get(Status(cash.shipment.status), {CashStatus.TO_COLLECT})
    ]
