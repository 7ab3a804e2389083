"""What complaints do when clocks run out, rights are used, replacements move. At least once, hence idempotent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from twiza.clocks.api import ClockDue, ClockReminder
from twiza.complaints import messages
from twiza.complaints.actions import follow
from twiza.complaints.actions.carry_out import carry_out
from twiza.complaints.models import Answer, Complaint
from twiza.complaints.states import Status
from twiza.complaints.terms.kinds import ANSWER, DESK, GRADE, PROMISE
from twiza.complaints.terms.words import AnswerKind
from twiza.conversations.api import claim_notice

ABOUT_DELIVERY = ("late", "not_delivered")


def follow_clock(fact: ClockReminder | ClockDue) -> None:
    """Ours alone: a reminder to whose turn it is, or what follows when the time is over."""
    complaint = _of_subject(fact.subject) if fact.kind in (ANSWER, PROMISE, GRADE, DESK) else None
    if complaint is None or complaint.status == Status.CLOSED:
        return
    if isinstance(fact, ClockReminder):
        _remind(complaint, fact)
    else:
        _due(complaint, fact, _now())


def _remind(complaint: Complaint, fact: ClockReminder) -> None:
    answer = complaint.answers.order_by("-pk").first()
    if fact.kind == ANSWER and complaint.status == Status.OPEN:
        messages.answer_reminder(complaint)
    elif fact.kind == PROMISE and answer is not None and answer.done_at is None:
        messages.promise_reminder(complaint, answer)
    elif fact.kind == GRADE and answer is not None:
        messages.grade_reminder(complaint, answer)


def _due(complaint: Complaint, fact: ClockDue, now: datetime) -> None:
    if fact.kind == ANSWER:
        follow.answer_overdue(complaint=complaint, reference=fact.reference, now=now)
    elif fact.kind == PROMISE:
        follow.promise_overdue(complaint=complaint, reference=fact.reference, now=now)
    elif fact.kind == GRADE:
        follow.grade_overdue(complaint=complaint, reference=fact.reference, now=now)
    else:
        follow.desk_overdue(complaint=complaint)


def replacement_received(fact: Any) -> None:
    """What was promised in goods has come: she is asked whether it is solved."""
    answer = _of_replacement(fact.replacement_id)
    if answer is not None and answer.done_at is None and answer.complaint.status != Status.CLOSED:
        carry_out(complaint=answer.complaint, role="system", by=None, now=_now())


def replacement_late(fact: Any) -> None:
    """The promised day is over."""
    answer = _of_replacement(fact.replacement_id)
    if answer is not None:
        follow.break_promise(answer.complaint, answer, now=_now())


def refund_overdue(fact: Any) -> None:
    """The money that an answer gave back did not come in the time of the law: the desk has the complaint."""
    kind, _colon, number = fact.reference.partition(":")
    if kind != "refund" or not number.isdecimal():
        return
    rows = Answer.objects.filter(refund=int(number)).select_related("complaint__part__order")
    for answer in rows:
        follow.refund_overdue(complaint=answer.complaint, now=_now())


def sale_rescinded(fact: Any) -> None:
    """She gave the late parcel up: what she complained about is over, and her money goes back by the law."""
    rows = Complaint.objects.filter(part=fact.part_id, problem__in=ABOUT_DELIVERY).exclude(status=Status.CLOSED)
    for complaint in rows.select_related("part__order"):
        follow.right_used(complaint=complaint, now=_now())


def tell_message(fact: Any) -> None:
    """A message in the thread of a complaint: the other sides learn that one waits."""
    complaint = _of_subject(fact.subject)
    if complaint is None:
        return
    for side, tell in (("buyer", messages.message_to_buyer), ("cooperative", messages.message_to_team)):
        notice = claim_notice(message_id=fact.message_id, to_role=side, now=_now())
        if notice is not None:
            tell(complaint, notice.reference)


def _now() -> datetime:
    return timezone.now()


def _of_subject(subject: str) -> Complaint | None:
    kind, _colon, number = subject.partition(":")
    if kind != "complaint":
        return None
    return Complaint.objects.select_related("part__order").filter(number=number).first()


def _of_replacement(replacement_id: int) -> Answer | None:
    rows = Answer.objects.filter(kind=AnswerKind.REPLACE, replacement_id=replacement_id)
    return rows.select_related("complaint__part__order").first()
