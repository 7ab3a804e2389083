from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.access import adviser_of
from twiza.mediation.actions.team_heads import leave_cases, refuse_last_head
from twiza.mediation.models import Association
from twiza.mediation.terms.refusals import UnknownRole
from twiza.mediation.terms.words import HEAD, READER, AdviserRole
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def change_role(*, association: Association, adviser_id: int, role: str, by: Person, now: datetime) -> None:
    """Another role in the team. Refuses an unknown one, and to leave the team without a head."""
    if role not in AdviserRole.values:
        raise UnknownRole()
    association.lock()
    adviser = adviser_of(association, adviser_id)
    if role != HEAD:
        refuse_last_head(adviser)
    if role == READER:
        leave_cases(adviser)
    record("change_role", adviser, actor=by, role="head", before={"role": adviser.role}, after={"role": role})
    adviser.role = role
    adviser.save(update_fields=["role"])
