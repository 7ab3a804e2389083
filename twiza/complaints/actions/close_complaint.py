from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.complaints import messages
from twiza.complaints.actions.clocking import stop_turns
from twiza.complaints.actions.keep_money import let_money_go
from twiza.complaints.facts import ComplaintClosed
from twiza.complaints.models import Complaint
from twiza.complaints.states import BUYER, COMPLAINT, DESK
from twiza.complaints.terms.refusals import UnknownOutcome
from twiza.complaints.terms.words import Grade, Outcome
from twiza.conversations.api import close_thread
from twiza.plumbing.api import announce

MOST_NOTE = 1000


@transaction.atomic
def close_complaint(
    *, complaint: Complaint, outcome: str, note: str = "", role: str = DESK, by: Any, now: datetime
) -> None:
    """End it with a typed outcome: nothing is kept from payout any more, and no clock runs.

    `role` is desk, association or system. Refuses an unknown outcome, and one that is closed (MoveRefused).
    """
    if outcome not in Outcome.values:
        raise UnknownOutcome()
    end(complaint, outcome, note=note, role=role, by=by, now=now)


@transaction.atomic
def take_back(*, complaint: Complaint, by: Any, now: datetime) -> None:
    """The buyer leaves it at that. Refuses one that is closed (MoveRefused)."""
    partly = complaint.answers.filter(grade=Grade.PARTLY).exists()
    end(complaint, Outcome.PARTLY if partly else Outcome.TAKEN_BACK, note="", role=BUYER, by=by, now=now)


def end(complaint: Complaint, outcome: str, *, note: str, role: str, by: Any, now: datetime) -> None:
    """Hold lifted, clocks stopped, both told."""
    stop_turns(complaint, how="cancelled", now=now)
    let_money_go(complaint, by=by, now=now)
    COMPLAINT.apply(
        complaint,
        "close",
        by=role,
        actor=by,
        outcome=outcome,
        outcome_note=note.strip()[:MOST_NOTE],
        closed_at=now,
        hold_reference="",
    )
    complaint.lines.update(is_open=False)
    close_thread(subject=complaint.subject, now=now)
    messages.complaint_closed(complaint)
    announce(ComplaintClosed(complaint_id=complaint.pk))
