from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives import messages
from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeVerified
from twiza.cooperatives.models import Cooperative, TeamRole
from twiza.cooperatives.queries.papers import open_checks
from twiza.cooperatives.queries.teams import team_contacts
from twiza.cooperatives.states import COOPERATIVE, DESK
from twiza.cooperatives.terms import ChecklistOpen
from twiza.people.api import Person


@transaction.atomic
def verify_cooperative(*, cooperative: Cooperative, by: Person, now: datetime) -> None:
    """Open the cooperative to the public; its managers are told. Refuses while a point of the checklist is open."""
    cooperative.lock()
    if open_checks(cooperative):
        raise ChecklistOpen()
    first = cooperative.first_verified_at or now
    columns = {"verified_at": now, "first_verified_at": first, "refusal_reason": "", "refusal_note": ""}
    COOPERATIVE.apply(cooperative, "verify", by=DESK, actor=by, **columns)
    for contact in team_contacts(cooperative.pk, roles=[TeamRole.MANAGER]):
        reference = f"cooperative-verified:{cooperative.pk}:{now.isoformat()}:{contact.person_id}"
        messages.verified(reference=reference, contact=contact, names=cooperative.names)
    tell(CooperativeVerified(cooperative_id=cooperative.pk))
