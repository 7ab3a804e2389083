from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives import messages
from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeVerified
from twiza.cooperatives.models import Cooperative, TeamRole
from twiza.cooperatives.queries.teams import team_contacts
from twiza.cooperatives.states import COOPERATIVE, DESK
from twiza.people.api import Person


@transaction.atomic
def reinstate_cooperative(*, cooperative: Cooperative, by: Person, now: datetime) -> None:
    """Lift a suspension; the papers were verified before and are not asked for again."""
    cooperative.lock()
    COOPERATIVE.apply(cooperative, "reinstate", by=DESK, actor=by, refusal_note="")
    for contact in team_contacts(cooperative.pk, roles=[TeamRole.MANAGER]):
        reference = f"cooperative-reinstated:{cooperative.pk}:{now.isoformat()}:{contact.person_id}"
        messages.reinstated(reference=reference, contact=contact, names=cooperative.names)
    tell(CooperativeVerified(cooperative_id=cooperative.pk))
