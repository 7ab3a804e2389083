from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from twiza.bank.models import Batch, Transfer
from twiza.bank.queries.accounts import account, accounts
from twiza.bank.states import SYSTEM, TRANSFER, Status
from twiza.bank.terms.refusals import NothingToSend, UnknownAccount, WrongRib
from twiza.bank.terms.rib import check_rib
from twiza.kernel.numbers import public_number
from twiza.people.api import Person

PREFIX = "TB"
MOST = 2_000


@transaction.atomic
def compose_batch(*, references: Collection[str], by: Person, now: datetime, account_code: str = "") -> Batch:
    """Put transfers that wait into one batch, for a second person to release.

    One whose account number is wrong is parked with the sentence and the others go; refuses where none is left.
    """
    ours = accounts()
    if not ours:
        raise UnknownAccount()
    chosen = account(account_code) if account_code else ours[0]
    rows = Transfer.objects.filter(reference__in=set(references), status=Status.WAITING, batch=None).order_by("pk")
    ready = []
    for transfer in rows[:MOST]:
        try:
            check_rib(transfer.rib)
        except WrongRib as refusal:
            TRANSFER.apply(transfer, "park", by=SYSTEM, actor=by, reason=str(refusal)[:300])
        else:
            ready.append(transfer.pk)
    if not ready:
        raise NothingToSend()
    batch = Batch.objects.create(number=_free_number(), account=chosen.code, composed_by=by, composed_at=now)
    # Compare-and-set: one that somebody put into another batch meanwhile stays there.
    taken = Transfer.objects.filter(pk__in=ready, status=Status.WAITING, batch=None).update(batch=batch)
    if not taken:
        raise NothingToSend()
    return batch


def _free_number() -> str:
    while Batch.objects.filter(number=(number := public_number(PREFIX))).exists():
        pass
    return number
