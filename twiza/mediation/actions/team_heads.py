"""What the changes of a team share. Not an action by itself."""

from __future__ import annotations

from twiza.mediation.models import Adviser, Case
from twiza.mediation.states import ADVISER, CASE, CaseStatus
from twiza.mediation.terms.refusals import LastHead
from twiza.mediation.terms.words import HEAD


def refuse_last_head(adviser: Adviser) -> None:
    """Call it with the association locked: two heads who leave at once must not both be let go."""
    others = Adviser.objects.filter(association=adviser.association_id, role=HEAD).exclude(pk=adviser.pk)
    if adviser.role == HEAD and not others.exists():
        raise LastHead()


def leave_cases(adviser: Adviser) -> None:
    """What she had in hand goes back to the queue; what waits for others has nobody until it is taken again."""
    mine = Case.objects.filter(association=adviser.association_id, adviser=adviser.person_id)
    for case in mine.filter(status=CaseStatus.IN_HAND):
        CASE.apply(case, "put_back", by=ADVISER, actor=adviser.person, adviser=None)
    mine.exclude(status=CaseStatus.CLOSED).update(adviser=None)
