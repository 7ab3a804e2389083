from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives import messages
from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeRefused
from twiza.cooperatives.models import Cooperative, TeamRole
from twiza.cooperatives.queries.teams import team_contacts
from twiza.cooperatives.states import COOPERATIVE, DESK
from twiza.cooperatives.terms import REFUSAL_REASONS, NoteMissing, UnknownReason
from twiza.people.api import Person


@transaction.atomic
def refuse_cooperative(*, cooperative: Cooperative, reason: str, by: Person, now: datetime, note: str = "") -> None:
    """Send the papers back with a reason of the vocabulary; its managers are told, may correct and submit again.

    Refuses an unknown reason, and "other" without a note. One that was verified before is no longer visible.
    """
    if reason not in REFUSAL_REASONS:
        raise UnknownReason()
    note = note.strip()
    if reason == "other" and not note:
        raise NoteMissing()
    cooperative.lock()
    COOPERATIVE.apply(
        cooperative, "refuse", by=DESK, actor=by, refusal_reason=reason, refusal_note=note, verified_at=None
    )
    for contact in team_contacts(cooperative.pk, roles=[TeamRole.MANAGER]):
        reference = f"cooperative-refused:{cooperative.pk}:{now.isoformat()}:{contact.person_id}"
        messages.refused(reference=reference, contact=contact, names=cooperative.names, reason=reason, note=note)
    tell(CooperativeRefused(cooperative_id=cooperative.pk, reason=reason))
