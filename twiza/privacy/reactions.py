"""What privacy does when something happened; each may run twice."""

from __future__ import annotations

from twiza.clocks.api import ClockDue, ClockReminder
from twiza.plumbing.api import record
from twiza.privacy.models import DataRequest
from twiza.privacy.states import Status
from twiza.privacy.terms.words import CLOCK


def follow_clock(fact: ClockReminder | ClockDue) -> None:
    """A request that nobody answered in its days leaves a trace; the desk's list shows it first."""
    if fact.kind != CLOCK or not isinstance(fact, ClockDue):
        return
    row = DataRequest.objects.filter(number=fact.subject.removeprefix("request:")).first()
    if row is not None and row.status in (Status.ASKED, Status.UNDER_WAY):
        record("late", row, actor="clock", after={"late_seconds": fact.late_seconds})
