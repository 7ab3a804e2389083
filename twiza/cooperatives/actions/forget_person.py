from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.cooperatives.models import Invitation, TeamMember

NOBODY = "—"


@transaction.atomic
def forget_person(*, person: Any, now: datetime) -> None:
    """Her places in teams go, and the contact goes out of invitations sent to her. Idempotent."""
    TeamMember.objects.filter(person_id=person.pk).delete()
    contacts = [one for one in (person.phone, person.email) if one]
    Invitation.objects.filter(contact__in=contacts).update(contact=NOBODY)
