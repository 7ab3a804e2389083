"""How a proposal ends without an agreement. Not an action by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.clocks.api import stop_clock
from twiza.mediation import messages
from twiza.mediation.models import Case, Proposal
from twiza.mediation.states import BUYER, CASE, PROPOSAL, SYSTEM, CaseStatus, ProposalStatus
from twiza.mediation.terms.clocks import ANSWER, ANSWER_BUYER


def end_proposal(proposal: Proposal, verb: str, *, role: str, by: Any = None, now: datetime) -> None:
    """Refused, lapsed or taken back: the case is the adviser's again, all are told, account numbers are forgotten."""
    PROPOSAL.apply(proposal, verb, by=role, actor=by, ended_at=now, payee_name="", rib="")
    CASE.apply(proposal.case, "fail", by=role, actor=by)
    stop_answers(proposal, now)
    messages.proposal_ended(proposal)


def take_back_open(case: Case, *, role: str, by: Any, now: datetime) -> None:
    """What still waits for answers when a case ends."""
    for proposal in Proposal.objects.filter(case=case, status=ProposalStatus.OPEN):
        proposal.case = case
        how = role if role in (BUYER, "adviser") else SYSTEM
        end_proposal(proposal, "take_back", role=how, by=by, now=now)
    if case.status == CaseStatus.PROPOSED:
        case.refresh_from_db(fields=["status"])


def stop_answers(proposal: Proposal, now: datetime) -> None:
    for kind, answer in ((ANSWER, proposal.cooperative_answer), (ANSWER_BUYER, proposal.buyer_answer)):
        stop_clock(reference=f"{kind}:{proposal.pk}", how="met" if answer else "cancelled", now=now)
