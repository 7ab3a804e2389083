"""The clocks of a complaint: one of each kind at a time, under references that say which. Not actions by themselves."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal

from twiza.clocks.api import start_clock, stop_clock
from twiza.complaints.models import Answer, Complaint
from twiza.complaints.terms.kinds import ANSWER, DESK, GRADE, PROMISE
from twiza.kernel.periods import MOROCCO, day_of
from twiza.law.api import Rule, rule


def end_of(day: date) -> datetime:
    """The last minute of a day in Morocco."""
    return datetime.combine(day, time(23, 59), MOROCCO)


def answer_due(now: datetime) -> tuple[datetime, Rule]:
    """Until when the cooperative answers what is asked now, and the promise of the house that says so."""
    promise = rule("house.complaint_answer_days", on=day_of(now))
    return end_of(day_of(now) + timedelta(days=promise.value)), promise


def start_answer(complaint: Complaint, now: datetime) -> datetime:
    """The cooperative owes an answer; it is reminded before."""
    due, promise = answer_due(now)
    before = rule("house.complaint_reminder_days", on=day_of(now)).value
    start_clock(
        reference=answer_reference(complaint),
        kind=ANSWER,
        subject=complaint.subject,
        due_at=due,
        remind_at=(end_of(day_of(due) - timedelta(days=before)).replace(hour=9, minute=0),),
        rule_id=promise.id,
        rule_since=promise.since,
        now=now,
    )
    return due


def start_promise(complaint: Complaint, answer: Answer, now: datetime) -> None:
    """What was promised until a day; reminded on the day before."""
    if answer.promised_on is None:
        return
    promise = rule("house.complaint_promise_days", on=day_of(now))
    remind = end_of(answer.promised_on - timedelta(days=1)).replace(hour=9, minute=0)
    start_clock(
        reference=promise_reference(complaint, answer),
        kind=PROMISE,
        subject=complaint.subject,
        due_at=end_of(answer.promised_on),
        remind_at=(remind,) if remind > now else (),
        rule_id=promise.id,
        rule_since=promise.since,
        now=now,
    )


def start_grade(complaint: Complaint, answer: Answer, now: datetime) -> None:
    """The buyer's turn: it closes by itself if she says nothing; she is told before."""
    days = rule("house.complaint_grade_days", on=day_of(now))
    due = end_of(day_of(now) + timedelta(days=days.value))
    start_clock(
        reference=grade_reference(complaint, answer),
        kind=GRADE,
        subject=complaint.subject,
        due_at=due,
        remind_at=(due.replace(hour=9, minute=0) - timedelta(days=3),),
        rule_id=days.id,
        rule_since=days.since,
        now=now,
    )


def start_desk(complaint: Complaint, now: datetime) -> None:
    """The desk's turn: one clock each time it went up."""
    days = rule("house.complaint_desk_days", on=day_of(now))
    start_clock(
        reference=desk_reference(complaint),
        kind=DESK,
        subject=complaint.subject,
        due_at=end_of(day_of(now) + timedelta(days=days.value)),
        rule_id=days.id,
        rule_since=days.since,
        now=now,
    )


def stop_turns(complaint: Complaint, *, how: Literal["met", "cancelled", "replaced"], now: datetime) -> None:
    """Nobody's turn any more, until one of the above: stops all that may run."""
    references = [answer_reference(complaint), desk_reference(complaint)]
    for answer in complaint.answers.all():
        references += [promise_reference(complaint, answer), grade_reference(complaint, answer)]
    for reference in references:
        stop_clock(reference=reference, how=how, now=now)


def answer_reference(complaint: Complaint) -> str:
    return f"{complaint.subject}:answer:{complaint.round}"


def promise_reference(complaint: Complaint, answer: Answer) -> str:
    return f"{complaint.subject}:promise:{answer.pk}"


def grade_reference(complaint: Complaint, answer: Answer) -> str:
    return f"{complaint.subject}:grade:{answer.pk}"


def desk_reference(complaint: Complaint) -> str:
    return f"{complaint.subject}:desk:{complaint.escalations}"
