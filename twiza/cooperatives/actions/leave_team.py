from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.actions.team_roles import refuse_last_manager
from twiza.cooperatives.models import Cooperative, TeamMember
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def leave_team(*, cooperative: Cooperative, person: Person, now: datetime) -> None:
    """Leave the team on one's own account. Refuses the last manager; NotFound for who is not in it."""
    cooperative.lock()
    member = TeamMember.objects.filter(cooperative=cooperative, person=person).first()
    if member is None:
        raise NotFound()
    refuse_last_manager(member)
    record("leave_team", cooperative, actor=person, role=member.role, before={"role": member.role})
    member.delete()
