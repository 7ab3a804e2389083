from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from twiza.clocks.api import start_clock
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.mediation import messages
from twiza.mediation.actions.check_terms import checked_terms
from twiza.mediation.actions.end_proposal import end_proposal
from twiza.mediation.actions.take_case import refuse_others
from twiza.mediation.facts import ProposalMade
from twiza.mediation.models import Case, Proposal, Term
from twiza.mediation.queries.moments import end_of
from twiza.mediation.states import ADVISER, CASE, CaseStatus
from twiza.mediation.terms.clocks import ANSWER, ANSWER_BUYER
from twiza.mediation.terms.lines import TermLine
from twiza.mediation.terms.refusals import AnswerTimeWrong, ElsewhereNoProposal, ProposalOpen, TextTooLong
from twiza.mediation.terms.words import MOST_TEXT
from twiza.people.api import Person
from twiza.plumbing.api import announce


@transaction.atomic
def propose(
    *,
    case: Case,
    terms: Sequence[TermLine],
    text: str,
    answer_on: date | None = None,
    key: str,
    by: Person,
    now: datetime,
) -> Proposal:
    """Put a proposal before buyer and cooperative, who answer until the end of `answer_on` (`mediation.answer`).

    Without a day: `house.mediation_answer_days`. The same key gives the same proposal. Refuses a seller elsewhere, a
    case in another adviser's hands, one with a proposal open, terms that could not be done, and a wrong time to answer.
    """
    if (known := Proposal.objects.filter(key=f"{case.pk}:{key}"[:80]).first()) is not None:
        return known
    if case.part_id is None:
        raise ElsewhereNoProposal()
    refuse_others(case, by)
    if case.status == CaseStatus.PROPOSED:
        raise ProposalOpen()
    if len(text) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT)
    columns = checked_terms(case, terms, now)
    promise = rule("house.mediation_answer_days", on=day_of(now))
    answer_by = _answer_by(answer_on, now, promise.value)
    CASE.apply(case, "propose", by=ADVISER, actor=by, adviser=case.adviser or by)
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                case=case,
                key=f"{case.pk}:{key}"[:80],
                text=text.strip(),
                by=by,
                at=now,
                answer_by=answer_by,
                rule_id=promise.id,
                rule_since=promise.since,
            )
    except IntegrityError:
        raise ProposalOpen() from None
    Term.objects.bulk_create(Term(proposal=proposal, **row) for row in columns)
    for kind in (ANSWER, ANSWER_BUYER):
        start_clock(
            reference=f"{kind}:{proposal.pk}",
            kind=kind,
            subject=case.subject,
            due_at=answer_by,
            remind_at=[answer_by - timedelta(days=1)],
            rule_id=promise.id,
            rule_since=promise.since,
            now=now,
        )
    messages.proposal_made(proposal)
    announce(ProposalMade(proposal_id=proposal.pk))
    return proposal


def _answer_by(day: date | None, now: datetime, usual: int) -> datetime:
    today = day_of(now)
    least = rule("house.mediation_answer_least_days", on=today).value
    most = rule("house.mediation_answer_most_days", on=today).value
    day = day or today + timedelta(days=usual)
    if not today + timedelta(days=least) <= day <= today + timedelta(days=most):
        raise AnswerTimeWrong("answer_on", least=least, most=most)
    return end_of(day)


@transaction.atomic
def take_back_proposal(*, proposal: Proposal, by: Person, now: datetime) -> None:
    """The adviser thinks again; nobody need answer any more. MoveRefused when it is over."""
    refuse_others(proposal.case, by)
    end_proposal(proposal, "take_back", role=ADVISER, by=by, now=now)
