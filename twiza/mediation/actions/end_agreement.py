"""How an agreement ends: all of it kept, or broken. Not an action by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.mediation import messages
from twiza.mediation.actions.end_case import end_case, stop_promises
from twiza.mediation.facts import AgreementBroken, AgreementDone
from twiza.mediation.models import Agreement, Proposal, Term
from twiza.mediation.states import AGREEMENT, CASE, SYSTEM, AgreementStatus
from twiza.mediation.terms.words import Outcome
from twiza.plumbing.api import announce


@transaction.atomic
def finish_if_kept(agreement: Agreement, *, now: datetime) -> None:
    """When the last thing is done, the agreement, the case, the complaint and its hold end together."""
    if agreement.status != AgreementStatus.RUNNING:
        return
    if not all(term.is_kept for term in Term.objects.filter(proposal=agreement.proposal_id)):
        return
    case = agreement.case
    AGREEMENT.apply(agreement, "finish", by=SYSTEM, ended_at=now)
    _forget_account(agreement)
    end_case(case, "finish", outcome=Outcome.AGREED, role=SYSTEM, now=now)
    announce(AgreementDone(agreement_id=agreement.pk))


@transaction.atomic
def break_agreement(
    agreement: Agreement, *, trouble: str = "", role: str = SYSTEM, by: Any = None, now: datetime
) -> None:
    """Something was not done: the case is the adviser's again."""
    AGREEMENT.apply(agreement, "break", by=role, actor=by, ended_at=now, trouble=trouble[:300])
    CASE.apply(agreement.case, "break", by=role, actor=by)
    stop_promises(agreement, now)
    _forget_account(agreement)
    messages.agreement_broken(agreement.case, agreement.pk)
    announce(AgreementBroken(agreement_id=agreement.pk))


def _forget_account(agreement: Agreement) -> None:
    Proposal.objects.filter(pk=agreement.proposal_id).update(payee_name="", rib="")
