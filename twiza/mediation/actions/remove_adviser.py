from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.access import adviser_of
from twiza.mediation.actions.team_heads import leave_cases, refuse_last_head
from twiza.mediation.models import Association
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def remove_adviser(*, association: Association, adviser_id: int, by: Person, now: datetime) -> None:
    """Take somebody out of the team; her cases go back to the queue. Refuses the last head."""
    association.lock()
    adviser = adviser_of(association, adviser_id)
    refuse_last_head(adviser)
    leave_cases(adviser)
    record("remove", association, actor=by, role="head", before={"person": adviser.person_id, "role": adviser.role})
    adviser.delete()
