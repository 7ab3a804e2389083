from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.models import Batch, Transfer
from twiza.bank.states import BATCH, DESK, TRANSFER, Status
from twiza.people.api import Person


@transaction.atomic
def send_batch(*, batch: Batch, by: Person, now: datetime) -> Batch:
    """The bank has the file. Whether it paid is what its statement says later."""
    BATCH.apply(batch, "send", by=DESK, actor=by, sent_at=now)
    for transfer in Transfer.objects.filter(batch=batch, status=Status.RELEASED).order_by("pk"):
        TRANSFER.apply(transfer, "send", by=DESK, actor=by)
    return batch
