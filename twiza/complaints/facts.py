from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ComplaintOpened(Fact):
    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintAnswered(Fact):
    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerGraded(Fact):
    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(Fact):
    """What was promised in an answer was not done in time."""

    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintEscalated(Fact):
    """To the desk or, with her consent, to an association."""

    complaint_id: int
    to: str


@dataclass(frozen=True, kw_only=True)
class ComplaintClosed(Fact):
    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class ReportFiled(Fact):
    """About the market, tied to no order."""

    report_id: int
