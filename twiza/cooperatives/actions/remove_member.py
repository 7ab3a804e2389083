from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.access import member_of
from twiza.cooperatives.actions.team_roles import refuse_last_manager
from twiza.cooperatives.models import Cooperative
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def remove_member(*, cooperative: Cooperative, member_id: int, by: Person, now: datetime) -> None:
    """Take somebody out of the team. Refuses the last manager; NotFound for a member of another team."""
    cooperative.lock()
    member = member_of(cooperative, member_id)
    refuse_last_manager(member)
    record(
        "remove_member", cooperative, actor=by, role="manager", before={"person": member.person_id, "role": member.role}
    )
    member.delete()
