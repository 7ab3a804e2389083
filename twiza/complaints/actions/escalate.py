from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.complaints import messages
from twiza.complaints.actions.clocking import start_desk, stop_turns
from twiza.complaints.facts import ComplaintEscalated
from twiza.complaints.models import Complaint
from twiza.complaints.states import ASSOCIATION, BUYER, COMPLAINT
from twiza.complaints.terms.refusals import ConsentMissing
from twiza.complaints.terms.words import Because, Level
from twiza.kernel.states import MoveRefused
from twiza.plumbing.api import announce

HEIGHT = [Level.COOPERATIVE, Level.DESK, Level.ASSOCIATION]


@transaction.atomic
def escalate(
    *, complaint: Complaint, to: str = "desk", consent: bool = False, by: Any, now: datetime, role: str = BUYER
) -> None:
    """Ask above the cooperative; where it is already at that height, nothing.

    To an association with the buyer's consent alone (ConsentMissing): mediation keeps which one may read what, and
    gives it back with `to="desk", role="association"` when she withdraws it. Refuses a closed complaint and an unknown
    height (MoveRefused).
    """
    if to not in (Level.DESK, Level.ASSOCIATION):
        raise MoveRefused()
    if to == Level.ASSOCIATION and not consent:
        raise ConsentMissing()
    given_back = role == ASSOCIATION and to == Level.DESK and complaint.level == Level.ASSOCIATION
    if HEIGHT.index(Level(complaint.level)) >= HEIGHT.index(Level(to)) and complaint.escalated_at and not given_back:
        return
    stop_turns(complaint, how="replaced", now=now)
    send_up(complaint, Level(to), Because.DESK if role == "desk" else Because.ASKED, role=role, by=by, now=now)


def send_up(complaint: Complaint, to: Level, because: Because, *, role: str, by: Any = None, now: datetime) -> None:
    """What an association has, nobody takes from it but itself. The clocks of the turn before were stopped."""
    level = to if role == ASSOCIATION else max(Level(complaint.level), to, key=HEIGHT.index)
    COMPLAINT.apply(
        complaint,
        "escalate",
        by=role,
        actor=by,
        level=level,
        escalations=complaint.escalations + 1,
        escalated_at=now,
        escalated_for=because,
    )
    if level == Level.DESK:
        start_desk(complaint, now)
    messages.complaint_escalated(complaint)
    announce(ComplaintEscalated(complaint_id=complaint.pk, to=level.value))
