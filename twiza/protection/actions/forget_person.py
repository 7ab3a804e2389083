from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q

from twiza.plumbing.api import drop_file
from twiza.protection.models import GuaranteeClaim, Withdrawal
from twiza.protection.states import GUARANTEE, WITHDRAWAL

GONE = {"payee_name": "", "rib": ""}


@transaction.atomic
def forget_person(*, person: Any, now: datetime) -> None:
    """Take her words, photos, receipts and account out of what ended; amounts and days stay with the books.

    What still runs keeps the account that her money goes back to: `privacy` asks again when it is over.
    """
    _forget(Q(part__order__person=person) | Q(asked_by=person))


@transaction.atomic
def forget_parts(*, numbers: Collection[str], now: datetime) -> None:
    """The same by the numbers of parts: a guest has no account to be found by. Again: nothing is left to do."""
    _forget(Q(part__number__in=list(numbers)))


def _forget(hers: Q) -> None:
    ended = Withdrawal.objects.filter(hers, status__in=WITHDRAWAL.final)
    claims = GuaranteeClaim.objects.filter(hers, status__in=GUARANTEE.final)
    files = set(ended.exclude(receipt=None).values_list("receipt", flat=True))
    files |= {pk for photos in claims.values_list("photos", flat=True) for pk in photos}
    ended.update(note="", asked_by=None, receipt=None, **GONE)
    claims.update(text="", photos=[], asked_by=None, **GONE)
    for pk in files:
        with suppress(ProtectedError), transaction.atomic():  # the same picture stands in a message or a complaint
            drop_file(pk)
