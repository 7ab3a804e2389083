from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from twiza.complaints import messages
from twiza.complaints.actions.clocking import answer_due, start_answer
from twiza.complaints.actions.keep_money import keep_money
from twiza.complaints.facts import ComplaintOpened
from twiza.complaints.models import Complaint
from twiza.complaints.states import BUYER, COMPLAINT, Status
from twiza.complaints.terms.refusals import AlreadyOpen, ReopenTooLate
from twiza.conversations.api import reopen_thread
from twiza.kernel.periods import day_of
from twiza.kernel.say import in_day
from twiza.law.api import rule
from twiza.plumbing.api import announce


@transaction.atomic
def reopen_complaint(*, complaint: Complaint, by: Any, now: datetime) -> Complaint:
    """It was not over after all: the cooperative owes an answer again and the part is kept again.

    Until `house.complaint_reopen_days` after it was closed (ReopenTooLate). Refuses an open one (MoveRefused), and
    where the same problem of the same line was opened anew meanwhile (AlreadyOpen, with its number).
    """
    closed_on = day_of(complaint.closed_at) if complaint.closed_at else day_of(now)
    days = rule("house.complaint_reopen_days", on=closed_on).value
    if day_of(now) > closed_on + timedelta(days=days):
        raise ReopenTooLate(day=in_day(closed_on, get_language() or "ar"))
    due, _promise = answer_due(now)
    try:
        with transaction.atomic():
            COMPLAINT.apply(
                complaint,
                "reopen",
                by=BUYER,
                actor=by,
                outcome="",
                outcome_note="",
                closed_at=None,
                round=complaint.round + 1,
                due_at=due,
                reopened=complaint.reopened + 1,
            )
            complaint.lines.update(is_open=True)
    except IntegrityError:
        raise AlreadyOpen(number=_newer(complaint).number) from None
    reopen_thread(subject=complaint.subject, now=now)
    keep_money(complaint, by=by, now=now)
    start_answer(complaint, now)
    messages.complaint_reopened(complaint)
    announce(ComplaintOpened(complaint_id=complaint.pk))
    return complaint


def _newer(complaint: Complaint) -> Complaint:
    rows = Complaint.objects.exclude(pk=complaint.pk).exclude(status=Status.CLOSED)
    rows = rows.filter(part=complaint.part_id, problem=complaint.problem)
    if not complaint.whole:
        rows = rows.filter(lines__line__in=complaint.lines.values("line"), lines__is_open=True)
    return rows[0]
