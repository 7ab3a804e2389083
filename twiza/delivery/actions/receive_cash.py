"""What every remitted parcel shares: the move of its cash, the news, the posting. Not an action by itself."""

from __future__ import annotations

from datetime import datetime

from twiza.delivery.facts import CashRemitted
from twiza.delivery.models import Cash, Receiver, Shipment
from twiza.delivery.queries.accounts import courier
from twiza.delivery.states import CASH
from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.people.api import Person
from twiza.plumbing.api import announce


def receive_cash(
    cash: Cash,
    shipment: Shipment,
    *,
    slip: str,
    to: Receiver,
    role: str,
    actor: Person | None,
    now: datetime,
    missing_centimes: int = 0,
) -> None:
    """The carrier holds this cash no more: the cooperative has it, or it is on its way to the market's account.

    `missing_centimes` of it never come: the market bears them.
    """
    CASH.apply(cash, "remit", by=role, actor=actor, remitted_at=now, remittance=slip, remitted_to=to)
    announce(CashRemitted(reference=shipment.reference, centimes=cash.due_centimes))
    code = shipment.carrier_id
    has_it = courier(code, "transfer") if to == Receiver.MARKET else f"cooperative:{shipment.cooperative_id}:cash"
    post(
        reference=f"cash-remitted:{shipment.reference}",
        lines={
            has_it: cash.due_centimes - missing_centimes,
            "platform:shortfall": missing_centimes,
            courier(code, "cash"): -cash.due_centimes,
        },
        day=day_of(now),
        cause=f"delivery.cash:{cash.pk}",
        now=now,
        memo=slip,
    )
