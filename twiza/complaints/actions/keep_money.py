"""The part concerned is kept from being paid out while its complaint is open. Not actions by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.complaints.models import Complaint
from twiza.complaints.terms.tree import problems
from twiza.settlement.api import hold_part, lift_hold


def keep_money(complaint: Complaint, *, by: Any, now: datetime) -> None:
    """Once each time it is opened: a hold that was lifted is not taken up again under its old reference."""
    problem = problems().problem(complaint.problem)
    if not problem.holds:
        return
    again = f":{complaint.reopened}" if complaint.reopened else ""
    reference = f"{complaint.subject}{again}"
    hold_part(
        part_number=complaint.part.number,
        reason=f"{complaint.number} · {problem.names['fr']}",
        reference=reference,
        now=now,
        by=by,
    )
    Complaint.objects.filter(pk=complaint.pk).update(hold_reference=reference)
    complaint.hold_reference = reference


def let_money_go(complaint: Complaint, *, by: Any, now: datetime) -> None:
    """Call it just before the complaint is closed, in the same transaction."""
    if complaint.hold_reference:
        lift_hold(reference=complaint.hold_reference, now=now, by=by)
