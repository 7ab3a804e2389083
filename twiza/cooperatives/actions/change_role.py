from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.access import member_of
from twiza.cooperatives.actions.team_roles import refuse_last_manager
from twiza.cooperatives.models import Cooperative, TeamRole
from twiza.cooperatives.terms import UnknownRole
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def change_role(*, cooperative: Cooperative, member_id: int, role: str, by: Person, now: datetime) -> None:
    """Give a team member another role. Refuses an unknown role, and to leave the team without a manager."""
    if role not in TeamRole.values:
        raise UnknownRole()
    cooperative.lock()
    member = member_of(cooperative, member_id)
    if role != TeamRole.MANAGER:
        refuse_last_manager(member)
    record("change_role", member, actor=by, role="manager", before={"role": member.role}, after={"role": role})
    member.role = role
    member.save(update_fields=["role"])
