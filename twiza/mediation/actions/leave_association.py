from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.mediation.actions.team_heads import leave_cases, refuse_last_head
from twiza.mediation.models import Adviser, Association
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def leave_association(*, association: Association, person: Person, now: datetime) -> None:
    """Leave the team on one's own account. Refuses the last head; NotFound for who is not in it."""
    association.lock()
    adviser = Adviser.objects.filter(association=association, person=person).select_related("person").first()
    if adviser is None:
        raise NotFound()
    refuse_last_head(adviser)
    leave_cases(adviser)
    record("leave", association, actor=person, role=adviser.role, before={"role": adviser.role})
    adviser.delete()
