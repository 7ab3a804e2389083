"""What follows from news of clocks, money, goods and complaints; each may run twice. Not actions by themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation import messages
from twiza.mediation.actions.carry_out import mark_done
from twiza.mediation.actions.end_agreement import break_agreement
from twiza.mediation.actions.end_case import end_case
from twiza.mediation.actions.end_proposal import end_proposal
from twiza.mediation.actions.keep_promise import confirm
from twiza.mediation.models import Case, Proposal, Term
from twiza.mediation.states import SYSTEM, AgreementStatus, CaseStatus, ProposalStatus
from twiza.mediation.terms.clocks import ANSWER, ANSWER_BUYER, CONFIRM, FIRST_LOOK, PROMISE
from twiza.mediation.terms.words import Outcome

# How a case ends whose complaint was closed by somebody else.
OF_CASE = {"taken_back": Outcome.WITHDRAWN, "unfounded": Outcome.UNFOUNDED, "not_solved": Outcome.REFUSED}


@transaction.atomic
def remind(*, kind: str, row_id: int, step: int) -> None:
    if kind in (ANSWER, ANSWER_BUYER):
        party = "buyer" if kind == ANSWER_BUYER else "cooperative"
        proposal = Proposal.objects.select_related("case__part__order", "case__association").get(pk=row_id)
        if proposal.status == ProposalStatus.OPEN and not getattr(proposal, f"{party}_answer"):
            messages.proposal_reminder(proposal, party, step)
    elif kind == PROMISE:
        term = _term(row_id)
        if term.done_at is None and term.proposal.agreement.status == AgreementStatus.RUNNING:
            messages.promise_reminder(term.proposal.case, term.pk, term.by_day, step)


@transaction.atomic
def due(*, kind: str, row_id: int, now: datetime) -> None:
    """Nobody looked, somebody did not answer, something was not done, or the buyer said nothing against it."""
    if kind == FIRST_LOOK:
        case = Case.objects.select_related("association", "part__order").get(pk=row_id)
        if case.status == CaseStatus.NEW:
            messages.first_look_due(case)
    elif kind in (ANSWER, ANSWER_BUYER):
        proposal = Proposal.objects.select_related("case__part__order", "case__association").get(pk=row_id)
        if proposal.status == ProposalStatus.OPEN:
            end_proposal(proposal, "lapse", role=SYSTEM, now=now)
    elif kind in (PROMISE, CONFIRM):
        term = _term(row_id)
        if term.proposal.agreement.status != AgreementStatus.RUNNING:
            return
        if kind == CONFIRM:
            confirm(term, now)
        elif term.done_at is None:
            Term.objects.filter(pk=term.pk).update(broken_at=now)
            break_agreement(term.proposal.agreement, now=now)


@transaction.atomic
def money_received(*, refund_id: int, now: datetime) -> None:
    for term in Term.objects.filter(refund=refund_id, proposal__agreement__status=AgreementStatus.RUNNING):
        mark_done(term, now)


@transaction.atomic
def goods_received(*, replacement_id: int, now: datetime) -> None:
    running = Term.objects.filter(proposal__agreement__status=AgreementStatus.RUNNING)
    for term in running.filter(replacement_id=replacement_id):
        mark_done(term, now)


@transaction.atomic
def close_with_complaint(*, complaint_id: int, now: datetime) -> None:
    """The buyer took it back, or settled it with the cooperative: the case ends too."""
    cases = Case.objects.filter(complaint=complaint_id).exclude(status=CaseStatus.CLOSED)
    for case in cases.select_related("complaint", "association", "part__order"):
        outcome = OF_CASE.get(case.complaint.outcome if case.complaint else "", Outcome.SETTLED)
        end_case(case, "seal", outcome=outcome, role=SYSTEM, now=now)


def _term(term_id: int) -> Term:
    rows = Term.objects.select_related("proposal__case__part__order", "proposal__case__association")
    return rows.select_related("proposal__agreement__case__association", "proposal__case__part__order").get(pk=term_id)
