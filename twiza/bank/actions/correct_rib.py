from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.models import Transfer
from twiza.bank.states import DESK, TRANSFER
from twiza.bank.terms.rib import check_rib
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person


@transaction.atomic
def correct_rib(*, reference: str, rib: str, by: Person, now: datetime) -> Transfer:
    """A parked transfer gets its right account number and waits again. Refuses a wrong one."""
    transfer = Transfer.objects.filter(reference=reference).first()
    if transfer is None:
        raise NotFound()
    TRANSFER.apply(transfer, "correct", by=DESK, actor=by, rib=check_rib(rib), reason="")
    return transfer
