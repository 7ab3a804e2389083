from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.facts import TransferFailed
from twiza.bank.models import Transfer
from twiza.bank.states import DESK, TRANSFER
from twiza.bank.terms.refusals import ReasonMissing
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person
from twiza.plumbing.api import announce


@transaction.atomic
def fail_transfer(*, reference: str, reason: str, by: Person, now: datetime) -> Transfer:
    """It did not leave: the bank refused it, or we gave it up before. Refuses one that the statement shows as paid."""
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise ReasonMissing()
    transfer = Transfer.objects.filter(reference=reference).first()
    if transfer is None:
        raise NotFound()
    TRANSFER.apply(transfer, "fail", by=DESK, actor=by, reason=reason)
    announce(TransferFailed(reference=transfer.reference, reason=reason))
    return transfer
