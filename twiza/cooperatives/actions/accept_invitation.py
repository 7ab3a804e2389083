from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.access import invitation_to
from twiza.cooperatives.models import TeamMember
from twiza.cooperatives.terms import AlreadyInTeam
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def accept_invitation(*, token: str, person: Person, now: datetime) -> TeamMember:
    """Join the team. Only who signs in with the contact that was invited may: a forwarded link opens nothing.

    Refuses a token that is none or somebody else's, one used before, withdrawn or too old, and who is in
    the team already.
    """
    found = invitation_to(person, token, now=now)
    found.cooperative.lock()
    found = invitation_to(person, token, now=now)  # what was open before the lock may be used by now
    if TeamMember.objects.filter(cooperative=found.cooperative, person=person).exists():
        raise AlreadyInTeam()
    found.accepted_at = now
    found.save(update_fields=["accepted_at"])
    member = TeamMember.objects.create(cooperative=found.cooperative, person=person, role=found.role)
    record("join_team", found.cooperative, actor=person, role=found.role, after={"role": found.role})
    return member
