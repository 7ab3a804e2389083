from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from twiza.complaints import messages
from twiza.complaints.actions.clocking import start_grade, start_promise, stop_turns
from twiza.complaints.actions.give_back import check_amounts, give_back
from twiza.complaints.facts import ComplaintAnswered
from twiza.complaints.models import Answer, Complaint
from twiza.complaints.states import COMPLAINT, COOPERATIVE, DESK
from twiza.complaints.terms.refusals import (
    PromiseDayMissing,
    PromiseTooFar,
    TextMissing,
    TextTooLong,
    UnknownAnswer,
)
from twiza.complaints.terms.words import MOST_TEXT, PROMISES, AnswerKind
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.plumbing.api import announce
from twiza.protection import api as protection

NEEDS_TEXT = (AnswerKind.EXPLAIN, AnswerKind.DENY, AnswerKind.NOT_OURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What the answer's form said, checked."""

    kind: str
    text: str
    items: Mapping[int, int]
    delivery: int
    promised_on: date | None
    borne_by: str


@transaction.atomic
def answer_complaint(
    *,
    complaint: Complaint,
    kind: str,
    text: str = "",
    items: Mapping[int, int] | None = None,
    delivery_centimes: int = 0,
    promised_on: date | None = None,
    way: str = "",
    borne_by: str = "cooperative",
    role: str = COOPERATIVE,
    key: str | None = None,
    by: Any,
    now: datetime,
) -> Answer:
    """Answer with a typed answer; the same `key` gives the same answer. It may be answered again, better.

    `items`: order line → centimes of a refund, or → pieces of a replacement; None is all that it is about. A refund
    happens at once where its way is known: as it was paid, or `way="cash"` from the cooperative's own hands; what was
    paid in cash waits for the buyer's account else. It takes nothing from her: she still judges the answer. What is
    promised (replace, repair, deliver) has a day, at most `house.complaint_promise_days` from now. Only the desk lets
    the platform bear a refund. Refuses a closed complaint (MoveRefused), an unknown kind, no reason where one is due,
    no day or one too far, amounts above what is left, and nothing paid yet.
    """
    key = f"{complaint.number}:{key}"[:80] if key else None
    if key and (known := Answer.objects.filter(key=key).first()):
        return known
    given = _checked(complaint, kind, text, items, delivery_centimes, promised_on, borne_by, role, now)
    answer = Answer.objects.create(
        complaint=complaint,
        key=key,
        kind=given.kind,
        role=role,
        author=by,
        text=given.text,
        promised_on=given.promised_on,
        items={str(line): n for line, n in given.items.items()},
        delivery_centimes=given.delivery,
        centimes=sum(given.items.values()) + given.delivery if kind == AnswerKind.REFUND else 0,
        borne_by=given.borne_by,
        at=now,
    )
    stop_turns(complaint, how="met", now=now)
    first = complaint.first_answered_at or now
    if _carry_out(complaint, answer, way, by, now):
        COMPLAINT.apply(complaint, "answer", by=role, actor=by, first_answered_at=first)
        start_grade(complaint, answer, now)
    else:
        COMPLAINT.apply(complaint, "promise", by=role, actor=by, first_answered_at=first)
        if kind == AnswerKind.REFUND:
            start_grade(complaint, answer, now)  # her turn: to which account?
        elif kind != AnswerKind.REPLACE:
            start_promise(complaint, answer, now)  # a replacement has its own clock
    messages.complaint_answered(complaint, answer)
    announce(ComplaintAnswered(complaint_id=complaint.pk))
    return answer


def _checked(
    complaint: Complaint,
    kind: str,
    text: str,
    items: Mapping[int, int] | None,
    delivery: int,
    promised_on: date | None,
    borne_by: str,
    role: str,
    now: datetime,
) -> _Given:
    if kind not in AnswerKind.values:
        raise UnknownAnswer()
    if len(text := text.strip()) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT)
    if kind in NEEDS_TEXT and not text:
        raise TextMissing()
    if kind in PROMISES:
        _check_day(promised_on, now)
    whole: Mapping[int, int] = {}
    if kind == AnswerKind.REFUND:
        whole, delivery = check_amounts(complaint, items, delivery)
    elif kind == AnswerKind.REPLACE:
        whole = items or pieces_of(complaint)
    return _Given(
        kind=kind,
        text=text,
        items=whole,
        delivery=delivery if kind == AnswerKind.REFUND else 0,
        promised_on=promised_on if kind in PROMISES else None,
        borne_by=borne_by if role == DESK else "cooperative",
    )


def _check_day(promised_on: date | None, now: datetime) -> None:
    days = rule("house.complaint_promise_days", on=day_of(now)).value
    if promised_on is None:
        raise PromiseDayMissing()
    if not day_of(now) <= promised_on <= day_of(now) + timedelta(days=days):
        raise PromiseTooFar(days=days)


def pieces_of(complaint: Complaint) -> dict[int, int]:
    """Every piece of the lines it is about, or of the whole part."""
    lines = [row.line for row in complaint.lines.select_related("line")] or list(
        complaint.part.lines.filter(status="accepted")
    )
    return {line.pk: line.quantity for line in lines}


def _carry_out(complaint: Complaint, answer: Answer, way: str, by: Any, now: datetime) -> bool:
    """Whether nothing is outstanding any more."""
    if answer.kind == AnswerKind.REFUND:
        return give_back(complaint, answer, way=way, payee=None, by=by, now=now)
    if answer.kind == AnswerKind.REPLACE:
        ordered = protection.order_replacement(
            part=complaint.part,
            items={int(line): n for line, n in answer.items.items()},
            reason=complaint.problem,
            key=replacement_key(complaint, answer),
            by=by,
            now=now,
            promised_on=answer.promised_on,
        )
        answer.replacement_id = ordered.pk
        answer.save(update_fields=["replacement_id"])
    return answer.kind not in PROMISES


def replacement_key(complaint: Complaint, answer: Answer) -> str:
    return f"{complaint.subject}:{answer.pk}"
