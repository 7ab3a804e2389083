from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.models import Invitation, TeamMember, token_digest
from twiza.cooperatives.terms import AlreadyInTeam, InvitationOver, InvitationUsed, NotInvited
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def accept_invitation(*, token: str, person: Person, now: datetime) -> TeamMember:
    """Join the team. Only who signs in with the contact that was invited may: a forwarded link opens nothing.

    Refuses a token that is none or somebody else's, one used before, withdrawn or too old, and who is in
    the team already.
    """
    found = Invitation.objects.filter(token=token_digest(token)).select_related("cooperative").first()
    if found is None or found.contact not in {person.phone, (person.email or "").casefold()}:
        raise NotInvited()
    found.cooperative.lock()
    found.refresh_from_db(fields=["accepted_at", "withdrawn_at"])
    if found.accepted_at:
        raise InvitationUsed()
    if found.withdrawn_at or found.expires_at <= now:
        raise InvitationOver()
    if TeamMember.objects.filter(cooperative=found.cooperative, person=person).exists():
        raise AlreadyInTeam()
    found.accepted_at = now
    found.save(update_fields=["accepted_at"])
    member = TeamMember.objects.create(cooperative=found.cooperative, person=person, role=found.role)
    record("join_team", found.cooperative, actor=person, role=found.role, after={"role": found.role})
    return member
