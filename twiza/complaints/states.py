"""What can become of a complaint and of a report about the market."""

from django.db import models

from twiza.kernel.states import StateTable, move

BUYER, COOPERATIVE, DESK, ASSOCIATION, SYSTEM = "buyer", "cooperative", "desk", "association", "system"


class Status(models.TextChoices):
    OPEN = "open"  # the cooperative owes an answer
    PROMISED = "promised"  # something was promised and is not done yet
    ANSWERED = "answered"  # the buyer says whether it is solved
    ESCALATED = "escalated"  # the desk or an association has it; the cooperative may still answer
    CLOSED = "closed"


class ReportStatus(models.TextChoices):
    FILED = "filed"
    SETTLED = "settled"


_S = Status
UNDER_WAY = [_S.OPEN, _S.PROMISED, _S.ANSWERED, _S.ESCALATED]

COMPLAINT = StateTable(
    "complaint",
    start=_S.OPEN,
    final=[],  # closed may be reopened for a while
    moves=[
        move("answer", UNDER_WAY, _S.ANSWERED, COOPERATIVE, DESK, law="house.complaint_answer_days"),
        move("promise", UNDER_WAY, _S.PROMISED, COOPERATIVE, DESK, law="house.complaint_promise_days"),
        move("carry_out", _S.PROMISED, _S.ANSWERED, COOPERATIVE, DESK, SYSTEM),
        move("ask_again", _S.ANSWERED, _S.OPEN, BUYER, law="house.complaint_answer_days"),
        move("escalate", UNDER_WAY, _S.ESCALATED, BUYER, DESK, ASSOCIATION, SYSTEM, law="house.complaint_answer_days"),
        move("close", UNDER_WAY, _S.CLOSED, BUYER, DESK, ASSOCIATION, SYSTEM, law="house.complaint_grade_days"),
        move("reopen", _S.CLOSED, _S.OPEN, BUYER, law="house.complaint_reopen_days"),
    ],
)

REPORT = StateTable(
    "report",
    start=ReportStatus.FILED,
    final=[ReportStatus.SETTLED],
    moves=[move("settle", ReportStatus.FILED, ReportStatus.SETTLED, DESK, law="house.report_answer_days")],
)
