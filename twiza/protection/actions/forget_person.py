from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from twiza.protection.models import GuaranteeClaim, Withdrawal
from twiza.protection.states import GUARANTEE, WITHDRAWAL

GONE = {"payee_name": "", "rib": ""}


@transaction.atomic
def forget_person(*, person: Any, now: datetime) -> None:
    """Take her words, photos and account out of what ended; amounts and days stay with the books.

    What still runs keeps the account that her money goes back to: `privacy` asks again when it is over.
    """
    hers = Q(part__order__person=person) | Q(asked_by=person)
    ended = Withdrawal.objects.filter(hers, status__in=WITHDRAWAL.final)
    ended.update(note="", asked_by=None, **GONE)
    claims = GuaranteeClaim.objects.filter(hers, status__in=GUARANTEE.final)
    claims.update(text="", photos=[], asked_by=None, **GONE)
