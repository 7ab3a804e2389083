from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.api import AlreadyExplained, entry, explain_entry
from twiza.delivery.models import Carrier
from twiza.delivery.queries.accounts import courier
from twiza.delivery.terms import UnknownCarrier
from twiza.ledger.api import post
from twiza.people.api import Person


@transaction.atomic
def explain_with_carrier(*, entry_id: int, carrier_code: str, by: Person, now: datetime, note: str = "") -> None:
    """An entry of our account that is a carrier's: what came in is cash it owed, what left pays what it is owed."""
    if not Carrier.objects.filter(pk=carrier_code).exists():
        raise UnknownCarrier()
    row = entry(entry_id)
    if not explain_entry(entry_id=row.id, purpose=f"courier:{carrier_code}"[:60], now=now, by=by, note=note):
        raise AlreadyExplained()
    other = courier(carrier_code, "transfer" if row.centimes > 0 else "payable")
    post(
        reference=f"courier-entry:{row.id}",
        lines={"bank:unexplained": row.centimes, other: -row.centimes},
        day=row.day,
        cause=f"bank.entry:{row.id}",
        now=now,
        memo=note or row.text[:200],
    )
