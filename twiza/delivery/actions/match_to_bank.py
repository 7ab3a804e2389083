from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.api import AlreadyExplained, entry
from twiza.delivery.actions.meet_bank import BOOKED, join
from twiza.delivery.models import Remittance
from twiza.delivery.terms import AlreadyPaidIn, NotACredit, NotBooked
from twiza.people.api import Person


@transaction.atomic
def match_to_bank(*, remittance: Remittance, entry_id: int, by: Person, now: datetime) -> None:
    """The desk says that this credit is this slip's money, whatever its amount.

    What differs stays on the carrier's account. Refuses a slip that is not booked or that was paid, money that left,
    and a credit that is something else.
    """
    credit = entry(entry_id)
    if credit.centimes <= 0:
        raise NotACredit()
    if remittance.status not in BOOKED:
        raise NotBooked()
    if remittance.bank_entry_id:
        raise AlreadyPaidIn()
    if not join(remittance, credit, now=now, by=by):
        raise AlreadyExplained()
