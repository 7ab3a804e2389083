"""Delivery's place in the calendar, and what `twiza check` asks of it."""

from __future__ import annotations

from datetime import datetime

from twiza.delivery.actions.take_news import take_news
from twiza.delivery.messages import overdue_cash
from twiza.delivery.models import Cash, Shipment
from twiza.delivery.queries.held import cash_by_carrier, grace_days
from twiza.delivery.queries.parcels import OVER
from twiza.delivery.states import CashStatus, Status
from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.people.api import Role, contact_of, people_with_role
from twiza.plumbing.api import checked, every, facts_backlog


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


@every("07:30")
def alarm_overdue_cash(now: datetime) -> int:
    """A letter to the desk when a carrier keeps cash longer than it may: on the day it becomes so, and each Monday."""
    today = day_of(now)
    late = [card for card in cash_by_carrier(now) if card.overdue_parcels]
    if not late:
        return 0
    fresh = any(card.oldest_days == grace_days(today) + 1 for card in late)
    if not fresh and today.weekday() != 0:
        return 0
    for person in people_with_role(Role.DESK):
        channel, to = contact_of(person)
        overdue_cash(
            reference=f"overdue-cash:{today}:{person.pk}",
            channel=channel,
            to=to,
            language=person.language,
            carriers=[(card.names, card.overdue_centimes, card.overdue_parcels) for card in late],
            days=grace_days(today),
        )
    return len(late)


@checked("carriers' cash agrees with the books")
def carriers_cash_agrees(now: datetime) -> list[str]:
    """What our parcels say that a carrier holds is what its account in the books says.

    Cash just collected reaches the books a moment later: while news wait nothing is said, they are another check's.
    """
    backlog = facts_backlog()
    if backlog.waiting or backlog.given_up:
        return []
    return [
        f"Carrier {card.code} holds {card.centimes} by its parcels, {card.books_centimes} by the books."
        for card in cash_by_carrier(now)
        if not card.agrees
    ]
