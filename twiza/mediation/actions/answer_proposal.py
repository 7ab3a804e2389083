from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import get_language

from twiza.bank.api import check_rib
from twiza.clocks.api import start_clock, stop_clock
from twiza.kernel.periods import day_of
from twiza.kernel.say import in_day
from twiza.mediation import messages
from twiza.mediation.actions.end_proposal import end_proposal, stop_answers
from twiza.mediation.facts import AgreementReached, ProposalAnswered
from twiza.mediation.models import Agreement, Proposal
from twiza.mediation.queries.moments import end_of
from twiza.mediation.states import BUYER, CASE, COOPERATIVE, PROPOSAL, ProposalStatus
from twiza.mediation.terms.clocks import ANSWER, ANSWER_BUYER, PROMISE
from twiza.mediation.terms.refusals import AlreadyAnswered, TooLate
from twiza.mediation.terms.words import TermKind
from twiza.payments.api import Payee
from twiza.plumbing.api import announce


@transaction.atomic
def answer_proposal(
    *,
    proposal: Proposal,
    party: Literal["buyer", "cooperative"],
    accept: bool,
    note: str = "",
    payee: Payee | None = None,
    by: Any,
    now: datetime,
) -> None:
    """One party's yes or no, once. Both yes: an agreement, which then carries itself out. One no: the adviser goes on.

    `payee`: where the buyer wants money that she paid in cash. Refuses a second answer, and one after the time
    (AlreadyAnswered, TooLate), and an account number that can't be.
    """
    role = {"buyer": BUYER, "cooperative": COOPERATIVE}[party]
    if now >= proposal.answer_by:
        raise TooLate(day=in_day(day_of(proposal.answer_by - timedelta(seconds=1)), get_language() or "ar"))
    columns: dict[str, Any] = {
        f"{party}_answer": "yes" if accept else "no",
        f"{party}_note": note.strip()[:1000],
        f"{party}_answered_at": now,
    }
    if party == "cooperative":
        columns["cooperative_by"] = by
    elif accept and payee is not None and payee.rib.strip():
        columns |= {"payee_name": payee.name.strip()[:120], "rib": check_rib(payee.rib)}
    mine = Proposal.objects.filter(pk=proposal.pk, status=ProposalStatus.OPEN, **{f"{party}_answer": ""})
    if mine.update(**columns) != 1:
        raise AlreadyAnswered()
    proposal.refresh_from_db()
    announce(ProposalAnswered(proposal_id=proposal.pk))
    if not accept:
        end_proposal(proposal, "refuse", role=role, by=by, now=now)
    elif proposal.buyer_answer == proposal.cooperative_answer == "yes":
        _agree(proposal, role, by, now)
    else:
        stop_mine(proposal, now)


def stop_mine(proposal: Proposal, now: datetime) -> None:
    """The clock of who has answered; the other's goes on."""
    kind = ANSWER if proposal.cooperative_answer else ANSWER_BUYER
    stop_clock(reference=f"{kind}:{proposal.pk}", how="met", now=now)


def _agree(proposal: Proposal, role: str, by: Any, now: datetime) -> None:
    PROPOSAL.apply(proposal, "agree", by=role, actor=by, ended_at=now)
    CASE.apply(proposal.case, "agree", by=role, actor=by)
    stop_answers(proposal, now)
    agreement = Agreement.objects.create(proposal=proposal, case=proposal.case, reached_at=now)
    for term in proposal.terms.all():
        due = end_of(term.by_day)
        start_clock(
            reference=f"{PROMISE}:{term.pk}",
            kind=PROMISE,
            subject=proposal.case.subject,
            due_at=due,
            remind_at=[] if term.kind == TermKind.REFUND else [due - timedelta(days=2)],
            now=now,
        )
    messages.agreed(proposal)
    announce(AgreementReached(agreement_id=agreement.pk))
