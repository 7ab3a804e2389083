from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.clocks.api import stop_clock
from twiza.mediation.models import Adviser, Case
from twiza.mediation.states import ADVISER, CASE, CaseStatus
from twiza.mediation.terms.clocks import FIRST_LOOK
from twiza.mediation.terms.refusals import NotYourCase, UnknownAdviser
from twiza.mediation.terms.words import WORKING
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def take_case(*, case: Case, by: Person, now: datetime) -> None:
    """An adviser takes a case from the queue, or one that nobody has any more. MoveRefused if somebody was first."""
    if case.status != CaseStatus.NEW and case.adviser_id is None and case.status != CaseStatus.CLOSED:
        hand_over_case(case=case, to_person_id=by.pk, by=by, now=now)
        return
    first = case.taken_at or now
    CASE.apply(case, "take", by=ADVISER, actor=by, adviser=by, taken_at=first)
    stop_clock(reference=f"{FIRST_LOOK}:{case.pk}", how="met", now=now)


@transaction.atomic
def put_back_case(*, case: Case, by: Person, now: datetime) -> None:
    """Back to the queue, by whoever has it."""
    refuse_others(case, by)
    CASE.apply(case, "put_back", by=ADVISER, actor=by, adviser=None)


@transaction.atomic
def hand_over_case(*, case: Case, to_person_id: int, by: Person, now: datetime) -> None:
    """To somebody of the same team who may work on cases (UnknownAdviser else)."""
    team = Adviser.objects.filter(association=case.association_id, person=to_person_id, role__in=WORKING)
    if not team.exists():
        raise UnknownAdviser()
    before = case.adviser_id
    Case.objects.filter(pk=case.pk).exclude(status=CaseStatus.CLOSED).update(adviser=to_person_id)
    case.adviser_id = to_person_id
    record("hand_over", case, actor=by, role="adviser", before={"adviser": before}, after={"adviser": to_person_id})


def refuse_others(case: Case, by: Person) -> None:
    """Two advisers don't work past each other: whoever has the case acts on it."""
    if case.adviser_id is not None and case.adviser_id != by.pk:
        raise NotYourCase(name=case.adviser.name if case.adviser else "")
