from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from twiza.bank.actions.compose_batch import compose_batch
from twiza.bank.actions.release_batch import release_batch
from twiza.bank.models import Batch, Transfer
from twiza.bank.states import BatchStatus
from twiza.bank.terms.refusals import SamePerson
from twiza.people.api import Person


@transaction.atomic
def release_transfers(
    *, references: Collection[str], composed_by: Person, released_by: Person, now: datetime, account_code: str = ""
) -> Batch:
    """Compose and release in one, where two persons decided elsewhere (a payout run). Its file can be written then.

    Transfers parked for a wrong account number are left out; asked again for the same ones, the batch that is there
    comes back. Refuses the same person twice (SamePerson), and where nothing is left to send (NothingToSend).
    """
    if composed_by.pk == released_by.pk:
        raise SamePerson()
    known = Batch.objects.filter(
        transfers__reference__in=set(references), status__in=[BatchStatus.RELEASED, BatchStatus.SENT]
    )
    waiting = Transfer.objects.filter(reference__in=set(references), status="waiting")
    if not waiting.exists() and (batch := known.order_by("-pk").first()):
        return batch
    batch = compose_batch(references=references, by=composed_by, now=now, account_code=account_code)
    return release_batch(batch=batch, by=released_by, now=now)
