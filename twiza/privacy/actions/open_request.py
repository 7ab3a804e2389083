from __future__ import annotations

from datetime import datetime, time

from django.db import transaction

from twiza.clocks.api import start_clock, stop_clock
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import MOROCCO, day_of
from twiza.law.api import personal_data_request
from twiza.people import api as people
from twiza.plumbing.api import announce
from twiza.privacy.facts import DataRequestDone, DataRequested
from twiza.privacy.models import DataRequest
from twiza.privacy.states import REQUEST, SYSTEM, Kind, Status
from twiza.privacy.terms.words import CLOCK, TextMissing, TooManyRequests

MOST_OPEN, LONGEST = 5, 1000


@transaction.atomic
def open_request(
    *,
    kind: str,
    person: people.Person | None,
    contact: str,
    language: str,
    text: str = "",
    now: datetime,
) -> DataRequest:
    """Write a request down with its clock: ten full days (`privacy.rectify_days`), to the end of the last one.

    Refuses TextMissing where somebody must read what is meant, TooManyRequests for the sixth open one of a person.
    """
    said = " ".join(text.split())[:LONGEST]
    if kind in (Kind.RECTIFY, Kind.OPPOSE) and not said:
        raise TextMissing()
    same = DataRequest.objects.filter(status=Status.ASKED)
    same = same.filter(person_id=person.pk) if person else same.filter(person=None, contact=contact)
    if same.count() >= MOST_OPEN:
        raise TooManyRequests()
    duty = personal_data_request(day_of(now))
    due_at = datetime.combine(duty.due_on, time(23, 59, 59), tzinfo=MOROCCO)
    row = DataRequest.objects.create(
        number=public_number("DP"),
        kind=kind,
        person=person,
        contact=contact,
        language=language,
        text=said,
        asked_at=now,
        due_at=due_at,
        rule_id=duty.rule_id,
        rule_since=duty.rule_since,
    )
    start_clock(
        reference=f"privacy-request:{row.number}",
        kind=CLOCK,
        subject=row.subject,
        due_at=due_at,
        remind_at=[now + (due_at - now) / 2],
        rule_id=duty.rule_id,
        rule_since=duty.rule_since,
        now=now,
    )
    announce(DataRequested(request_id=row.pk))
    return row


def ask_about_data(*, kind: str, person: people.Person, text: str, now: datetime) -> DataRequest:
    """What a person can't do by herself: a correction elsewhere, an objection. The desk answers within its days."""
    return open_request(
        kind=kind,
        person=person,
        contact=people.contact_of(person)[1],
        language=person.language,
        text=text,
        now=now,
    )


@transaction.atomic
def note_access(*, person: people.Person | None, contact: str, language: str, now: datetime) -> None:
    """That everything was shown: one row a day, done at once."""
    today = DataRequest.objects.filter(kind=Kind.ACCESS, asked_at__date=day_of(now))
    if (today.filter(person_id=person.pk) if person else today.filter(person=None, contact=contact)).exists():
        return
    row = open_request(kind=Kind.ACCESS, person=person, contact=contact, language=language, now=now)
    end(row, "do", by=SYSTEM, now=now)


def end(
    row: DataRequest, verb: str, *, by: str, now: datetime, actor: people.Person | None = None, answer: str = ""
) -> None:
    """The last move of a request; its clock stops. For actions here."""
    REQUEST.apply(row, verb, by=by, actor=actor, ended_at=now, ended_by=actor, answer=answer, code_hash="")
    stop_clock(reference=f"privacy-request:{row.number}", how="cancelled" if verb == "take_back" else "met", now=now)
    announce(DataRequestDone(request_id=row.pk))
