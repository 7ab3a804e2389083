from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ClockReminder(Fact):
    """A reminder of this clock is due; `step` counts them from 1."""

    reference: str
    kind: str
    subject: str
    step: int


@dataclass(frozen=True, kw_only=True)
class ClockDue(Fact):
    """It fired: once, late if the worker was down (`late_seconds`)."""

    reference: str
    kind: str
    subject: str
    late_seconds: int
