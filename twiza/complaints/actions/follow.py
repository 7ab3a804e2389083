"""What clocks and rights do to complaints. Each is safe to run again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.complaints import messages
from twiza.complaints.actions.clocking import (
    answer_reference,
    grade_reference,
    promise_reference,
    stop_turns,
)
from twiza.complaints.actions.close_complaint import end
from twiza.complaints.actions.escalate import send_up
from twiza.complaints.facts import PromiseBroken
from twiza.complaints.models import Answer, Complaint
from twiza.complaints.states import SYSTEM, Status
from twiza.complaints.terms.words import AnswerKind, Because, Level, Outcome
from twiza.plumbing.api import announce


@transaction.atomic
def answer_overdue(*, complaint: Complaint, reference: str, now: datetime) -> None:
    """The cooperative was silent: the desk has it."""
    if complaint.status == Status.OPEN and reference == answer_reference(complaint):
        send_up(complaint, Level.DESK, Because.SILENCE, role=SYSTEM, now=now)


@transaction.atomic
def promise_overdue(*, complaint: Complaint, reference: str, now: datetime) -> None:
    """What was promised is not done: said so, and the desk has it."""
    answer = _last(complaint)
    if answer is not None and reference == promise_reference(complaint, answer):
        break_promise(complaint, answer, now=now)


@transaction.atomic
def break_promise(complaint: Complaint, answer: Answer, *, now: datetime) -> None:
    if complaint.status != Status.PROMISED or answer.done_at or answer.broken_at:
        return
    answer.broken_at = now
    answer.save(update_fields=["broken_at"])
    stop_turns(complaint, how="replaced", now=now)
    announce(PromiseBroken(complaint_id=complaint.pk))
    send_up(complaint, Level.DESK, Because.BROKEN, role=SYSTEM, now=now)


@transaction.atomic
def grade_overdue(*, complaint: Complaint, reference: str, now: datetime) -> None:
    """She said nothing: it closes by itself. A refund that waits for her account does not: the desk calls her."""
    answer = _last(complaint)
    if answer is None or reference != grade_reference(complaint, answer):
        return
    if complaint.status == Status.ANSWERED:
        end(complaint, Outcome.NO_GRADE, note="", role=SYSTEM, by=None, now=now)
    elif complaint.status == Status.PROMISED and answer.kind == AnswerKind.REFUND:
        send_up(complaint, Level.DESK, Because.DESK, role=SYSTEM, now=now)


@transaction.atomic
def desk_overdue(*, complaint: Complaint) -> None:
    """The desk is late: its persons are written to."""
    if complaint.status == Status.ESCALATED and complaint.level == Level.DESK:
        messages.desk_late(complaint)


@transaction.atomic
def refund_overdue(*, complaint: Complaint, now: datetime) -> None:
    """The money that an answer gave back did not arrive in the time of the law."""
    if complaint.status in (Status.ANSWERED, Status.PROMISED):
        stop_turns(complaint, how="replaced", now=now)
        send_up(complaint, Level.DESK, Because.OVERDUE, role=SYSTEM, now=now)


@transaction.atomic
def right_used(*, complaint: Complaint, now: datetime) -> None:
    """A right of the law solves what it was about."""
    if complaint.status != Status.CLOSED:
        end(complaint, Outcome.RIGHT_USED, note="", role=SYSTEM, by=None, now=now)


def _last(complaint: Complaint) -> Answer | None:
    return complaint.answers.order_by("-pk").first()
