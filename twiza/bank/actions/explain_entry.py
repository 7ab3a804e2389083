from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.bank.models import Entry
from twiza.bank.terms.refusals import AlreadyExplained
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person


@transaction.atomic
def explain_entry(*, entry_id: int, purpose: str, now: datetime, by: Person | None = None, note: str = "") -> bool:
    """Say what an entry is, once: True if it was not known yet, False if the same was said before.

    Compare-and-set; refuses (AlreadyExplained) where somebody said something else. Who explains posts it off
    `bank:unexplained` himself, in the same transaction, and only on True.
    """
    unknown = Entry.objects.filter(pk=entry_id, purpose="")
    if unknown.update(purpose=purpose, explained_at=now, explained_by=by, note=note[:300]):
        return True
    said = Entry.objects.filter(pk=entry_id).values_list("purpose", flat=True).first()
    if said is None:
        raise NotFound()
    if said != purpose:
        raise AlreadyExplained()
    return False
