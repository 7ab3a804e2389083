from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.complaints import messages
from twiza.complaints.actions.clocking import start_grade, stop_turns
from twiza.complaints.models import Answer, Complaint
from twiza.complaints.states import COMPLAINT, COOPERATIVE, Status
from twiza.complaints.terms.words import PROMISES
from twiza.kernel.states import MoveRefused


@transaction.atomic
def carry_out(*, complaint: Complaint, role: str = COOPERATIVE, by: Any, now: datetime) -> Answer:
    """What was promised last is done, in time or late: the buyer is asked whether it is solved.

    Refuses where nothing is promised (MoveRefused); a second click changes nothing.
    """
    answer = complaint.answers.filter(kind__in=PROMISES).order_by("-pk").first()
    if answer is None:
        raise MoveRefused()
    if answer.done_at is not None:
        return answer
    stop_turns(complaint, how="met", now=now)
    if complaint.status == Status.PROMISED:
        COMPLAINT.apply(complaint, "carry_out", by=role, actor=by)
    else:  # it went up meanwhile, because it was late
        COMPLAINT.apply(complaint, "answer", by=role if role != "system" else COOPERATIVE, actor=by)
    answer.done_at = now
    answer.save(update_fields=["done_at"])
    start_grade(complaint, answer, now)
    messages.promise_done(complaint, answer)
    return answer
