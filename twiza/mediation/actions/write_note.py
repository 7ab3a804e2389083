from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.models import Case, Note
from twiza.mediation.terms.refusals import NothingSaid, TextTooLong
from twiza.mediation.terms.words import MOST_TEXT
from twiza.people.api import Person


@transaction.atomic
def write_note(*, case: Case, text: str, by: Person, now: datetime) -> Note:
    """For the association's own advisers; neither party reads it. Refuses nothing and too much."""
    if not text.strip():
        raise NothingSaid()
    if len(text) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT)
    return Note.objects.create(case=case, author=by, author_name=by.name, text=text.strip(), at=now)
