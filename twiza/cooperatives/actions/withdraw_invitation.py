from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.access import invitation_of
from twiza.cooperatives.models import Cooperative
from twiza.cooperatives.terms import InvitationUsed
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def withdraw_invitation(*, cooperative: Cooperative, invitation_id: int, by: Person, now: datetime) -> None:
    """Make an invitation worthless; a second time changes nothing. Refuses one that was accepted."""
    cooperative.lock()
    found = invitation_of(cooperative, invitation_id)
    if found.accepted_at:
        raise InvitationUsed()
    if not found.withdrawn_at:
        found.withdrawn_at = now
        found.save(update_fields=["withdrawn_at"])
        record("withdraw_invitation", cooperative, actor=by, role="manager", after={"contact": found.contact})
