from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, Q

from twiza.plumbing.files import drop_file
from twiza.plumbing.models import AuditRow, JobRun, Letter, RateCount

GONE = "—"


@transaction.atomic
def forget_contacts(
    *, contacts: Sequence[str], names: Sequence[str] = (), about: Sequence[str] = (), now: datetime
) -> int:
    """Empty the letters to these contacts, and take contacts and names out of letters to others about these numbers.

    References and moments stay, so that no letter is written twice; a letter that waits never goes. Counts kept under a
    contact are deleted; contacts in notes of the audit trail and in jobs that are over are replaced. Idempotent;
    gives how many letters were emptied.
    """
    known = [one for one in contacts if one]
    mine = Letter.objects.filter(to__in=known)
    mine.filter(sent_at=None).update(withheld_at=now, error="")
    files = {pk for attached in mine.values_list("attachments", flat=True) for pk in attached}
    emptied = mine.update(to="", subject="", text="", html="", attachments=[], error="")
    for pk in files:
        with suppress(ProtectedError):  # an invoice's own paper: accounting keeps it
            drop_file(pk)
    words = [word for word in (*known, *names) if len(word) > 2]
    for number in about:
        for letter in Letter.objects.filter(Q(text__contains=number) | Q(reference__contains=number)):
            _blacken(letter, words, ("subject", "text", "html", "error"))
    for contact in known:
        RateCount.objects.filter(key__contains=contact).delete()
        for row in AuditRow.objects.filter(Q(note__contains=contact) | Q(actor=contact)):
            _blacken(row, [contact], ("note", "actor"))
        for row in _naming(contact):
            row.before, row.after = _without(row.before, contact), _without(row.after, contact)
            row.save(update_fields=["before", "after"])
        for run in JobRun.objects.filter(error__contains=contact):
            _blacken(run, [contact], ("error",))
    return emptied


def _naming(contact: str) -> list[AuditRow]:
    """Audit rows whose values hold a contact: the databases search inside JSON each in its own way, so by text."""
    rows = AuditRow.objects.extra(
        where=["CAST(before AS TEXT) || CAST(after AS TEXT) LIKE %s"], params=[f"%{contact}%"]
    )
    return list(rows)


def _without(value: object, contact: str) -> object:
    if isinstance(value, dict):
        return {key: _without(one, contact) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, contact) for one in value]
    return value.replace(contact, GONE) if isinstance(value, str) else value


def _blacken(row: Letter | AuditRow | JobRun, words: Sequence[str], columns: Sequence[str]) -> None:
    for column in columns:
        text = getattr(row, column)
        for word in words:
            text = text.replace(word, GONE)
        setattr(row, column, text)
    row.save(update_fields=list(columns))
