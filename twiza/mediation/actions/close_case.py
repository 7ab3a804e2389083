from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.actions.end_case import end_case
from twiza.mediation.actions.take_case import refuse_others
from twiza.mediation.models import Case
from twiza.mediation.states import ADVISER, CaseStatus
from twiza.mediation.terms.refusals import NoteMissing, StillRunning, UnknownOutcome
from twiza.mediation.terms.words import CLOSED_BY_HAND
from twiza.people.api import Person


@transaction.atomic
def close_case(*, case: Case, outcome: str, note: str, by: Person, now: datetime) -> None:
    """End a case with a typed outcome and why; both parties read them, the complaint and its hold end with it.

    Refuses while an agreement is carried out (it ends by itself: StillRunning), an unknown outcome, and no note.
    """
    refuse_others(case, by)
    if case.status == CaseStatus.AGREED:
        raise StillRunning()
    if outcome not in CLOSED_BY_HAND:
        raise UnknownOutcome()
    if not note.strip():
        raise NoteMissing()
    end_case(case, "close", outcome=outcome, note=note, role=ADVISER, by=by, now=now)
