"""How every case ends. Not an action by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.clocks.api import stop_clock
from twiza.complaints.api import Status as ComplaintStatus
from twiza.complaints.api import close_complaint, escalate
from twiza.mediation import messages
from twiza.mediation.actions.end_proposal import take_back_open
from twiza.mediation.facts import CaseClosed
from twiza.mediation.models import Agreement, Case
from twiza.mediation.states import AGREEMENT, CASE, SYSTEM, AgreementStatus
from twiza.mediation.terms.clocks import CONFIRM, FIRST_LOOK, PROMISE
from twiza.mediation.terms.words import Outcome
from twiza.plumbing.api import announce

# What the complaint is closed with. Of the rest it stays open, at the desk: her own affair again.
OF_COMPLAINT = {
    Outcome.AGREED: "agreed",
    Outcome.PARTLY: "partly",
    Outcome.SETTLED: "solved",
    Outcome.REFUSED: "not_solved",
    Outcome.UNFOUNDED: "unfounded",
    Outcome.ADVISED: "not_solved",
    Outcome.NO_ANSWER: "not_solved",
    Outcome.AUTHORITY: "not_solved",
    Outcome.COURT: "not_solved",
}


def end_case(case: Case, verb: str, *, outcome: str, note: str = "", role: str, by: Any = None, now: datetime) -> None:
    """Clocks stopped, what is open before the parties taken back, the complaint closed with its hold.

    Where the outcome does not end the complaint, no association has it any more: the desk does, with its clock.
    """
    take_back_open(case, role=role, by=by, now=now)
    for agreement in Agreement.objects.filter(case=case, status=AgreementStatus.RUNNING):
        AGREEMENT.apply(agreement, "break", by=SYSTEM, actor=by, ended_at=now, trouble="")
        stop_promises(agreement, now)
    CASE.apply(
        case,
        verb,
        by=role,
        actor=by,
        outcome=outcome,
        outcome_note=note.strip()[:1000],
        closed_at=now,
        closed_by=by,
    )
    stop_clock(reference=f"{FIRST_LOOK}:{case.pk}", how="cancelled", now=now)
    complaint = case.complaint
    if complaint is not None:
        complaint.refresh_from_db()
        if complaint.status == ComplaintStatus.CLOSED:
            pass
        elif outcome in OF_COMPLAINT:
            close_complaint(
                complaint=complaint, outcome=OF_COMPLAINT[Outcome(outcome)], role="association", by=by, now=now
            )
        else:
            escalate(complaint=complaint, to="desk", role="association", by=by, now=now)
    messages.case_closed(case)
    announce(CaseClosed(case_id=case.pk))


def stop_promises(agreement: Agreement, now: datetime) -> None:
    for term in agreement.proposal.terms.all():
        stop_clock(reference=f"{PROMISE}:{term.pk}", how="cancelled", now=now)
        stop_clock(reference=f"{CONFIRM}:{term.pk}", how="cancelled", now=now)
