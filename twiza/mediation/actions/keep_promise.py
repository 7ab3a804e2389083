from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from twiza.clocks.api import start_clock, stop_clock
from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.law.api import rule
from twiza.mediation import messages
from twiza.mediation.actions.end_agreement import break_agreement, finish_if_kept
from twiza.mediation.models import Term
from twiza.mediation.queries.moments import end_of
from twiza.mediation.states import BUYER, AgreementStatus
from twiza.mediation.terms.clocks import CONFIRM, PROMISE
from twiza.mediation.terms.refusals import AlreadyJudged, NotThatPromise, WordsMissing
from twiza.mediation.terms.words import FOLLOWED, TermKind


@transaction.atomic
def keep_promise(*, term: Term, note: str, by: Any, now: datetime) -> None:
    """The cooperative did something agreed that nobody else can see; the buyer may say otherwise for a few days.

    An explanation or apology is given in `note` (WordsMissing). Refuses what follows by itself (NotThatPromise), and
    what is over (MoveRefused); again: nothing.
    """
    if term.kind in FOLLOWED:
        raise NotThatPromise()
    if term.kind == TermKind.EXPLANATION and not note.strip():
        raise WordsMissing("note")
    _refuse_over(term)
    if not Term.objects.filter(pk=term.pk, done_at=None).update(done_at=now, done_note=note.strip()[:1000]):
        return
    promise = rule("house.promise_confirm_days", on=day_of(now))
    until = end_of(day_of(now) + timedelta(days=promise.value))
    stop_clock(reference=f"{PROMISE}:{term.pk}", how="met", now=now)
    start_clock(
        reference=f"{CONFIRM}:{term.pk}",
        kind=CONFIRM,
        subject=term.proposal.case.subject,
        due_at=until,
        rule_id=promise.id,
        rule_since=promise.since,
        now=now,
    )
    messages.promise_done(term.proposal.case, term.pk, day_of(until - timedelta(seconds=1)))


@transaction.atomic
def judge_promise(*, term: Term, kept: bool, note: str = "", by: Any, now: datetime) -> None:
    """The buyer says whether it was really done: yes ends it, no breaks the agreement, and the adviser goes on.

    Refuses before the cooperative said so (NotThatPromise), and twice (AlreadyJudged).
    """
    if term.done_at is None or term.kind in FOLLOWED:
        raise NotThatPromise()
    _refuse_over(term)
    if term.confirmed_at is not None:
        raise AlreadyJudged()
    stop_clock(reference=f"{CONFIRM}:{term.pk}", how="met", now=now)
    if kept:
        confirm(term, now)
        return
    Term.objects.filter(pk=term.pk).update(broken_at=now)
    break_agreement(term.proposal.agreement, trouble=note.strip(), role=BUYER, by=by, now=now)


def confirm(term: Term, now: datetime) -> None:
    if Term.objects.filter(pk=term.pk, confirmed_at=None).update(confirmed_at=now):
        finish_if_kept(term.proposal.agreement, now=now)


def _refuse_over(term: Term) -> None:
    if term.proposal.agreement.status != AgreementStatus.RUNNING:
        raise MoveRefused()
