from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.clocks.api import stop_clock
from twiza.complaints import messages
from twiza.complaints.models import Report
from twiza.complaints.states import DESK, REPORT
from twiza.complaints.terms.refusals import UnknownOutcome
from twiza.complaints.terms.words import ReportOutcome


@transaction.atomic
def settle_report(*, report: Report, outcome: str, note: str = "", by: Any, now: datetime) -> None:
    """The desk says what became of it; `note` is read by whoever holds the receipt, and they are written to if they
    left a contact. Refuses an unknown outcome, and one that is settled (MoveRefused).
    """
    if outcome not in ReportOutcome.values:
        raise UnknownOutcome()
    REPORT.apply(
        report,
        "settle",
        by=DESK,
        actor=by,
        outcome=outcome,
        note=note.strip()[:1000],
        settled_at=now,
        settled_by=by,
    )
    stop_clock(reference=report.subject_code, how="met", now=now)
    messages.report_settled(report)
