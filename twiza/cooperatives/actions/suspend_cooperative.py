from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives import messages
from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeSuspended
from twiza.cooperatives.models import Cooperative, TeamRole
from twiza.cooperatives.queries.teams import team_contacts
from twiza.cooperatives.states import COOPERATIVE, DESK
from twiza.cooperatives.terms import NoteMissing
from twiza.people.api import Person


@transaction.atomic
def suspend_cooperative(*, cooperative: Cooperative, by: Person, now: datetime, note: str) -> None:
    """Take a verified cooperative off the market for a while; its managers are told why. Refuses no note."""
    note = note.strip()
    if not note:
        raise NoteMissing()
    cooperative.lock()
    COOPERATIVE.apply(cooperative, "suspend", by=DESK, actor=by, refusal_note=note)
    for contact in team_contacts(cooperative.pk, roles=[TeamRole.MANAGER]):
        reference = f"cooperative-suspended:{cooperative.pk}:{now.isoformat()}:{contact.person_id}"
        messages.suspended(reference=reference, contact=contact, names=cooperative.names, note=note)
    tell(CooperativeSuspended(cooperative_id=cooperative.pk))
