from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.models import Batch, Transfer
from twiza.bank.states import BATCH, DESK, SYSTEM, TRANSFER, Status
from twiza.bank.terms.refusals import NothingToSend, SamePerson, WrongRib
from twiza.bank.terms.rib import check_rib
from twiza.people.api import Person


@transaction.atomic
def release_batch(*, batch: Batch, by: Person, now: datetime) -> Batch:
    """The second person lets it go: its file can be given to the bank.

    Refuses who composed it (SamePerson). A transfer whose account number is wrong is parked, and leaves the batch.
    """
    if batch.composed_by_id == by.pk:
        raise SamePerson()
    BATCH.apply(batch, "release", by=DESK, actor=by, released_by=by, released_at=now)
    left = 0
    for transfer in Transfer.objects.filter(batch=batch, status=Status.WAITING).order_by("pk"):
        try:
            check_rib(transfer.rib)
        except WrongRib as refusal:
            TRANSFER.apply(transfer, "park", by=SYSTEM, actor=by, reason=str(refusal)[:300], batch=None)
        else:
            TRANSFER.apply(transfer, "release", by=DESK, actor=by)
            left += 1
    if not left:
        raise NothingToSend()
    return batch
