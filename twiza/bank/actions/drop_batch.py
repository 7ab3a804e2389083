from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.models import Batch, Transfer
from twiza.bank.states import BATCH, DESK, Status
from twiza.people.api import Person


@transaction.atomic
def drop_batch(*, batch: Batch, by: Person, now: datetime) -> Batch:
    """Take a batch apart that nobody released: its transfers wait again."""
    BATCH.apply(batch, "drop", by=DESK, actor=by)
    Transfer.objects.filter(batch=batch, status=Status.WAITING).update(batch=None)
    return batch
