from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.models import Remittance
from twiza.delivery.states import DESK, REMITTANCE
from twiza.people.api import Person


@transaction.atomic
def drop_remittance(*, remittance: Remittance, by: Person, now: datetime) -> Remittance:
    """Forget a slip that was only looked at: its number and its file can be given in again."""
    REMITTANCE.apply(remittance, "drop", by=DESK, actor=by)
    return remittance
