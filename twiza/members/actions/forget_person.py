from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.members.models import Member


@transaction.atomic
def forget_person(*, person: Any, now: datetime) -> None:
    """Cut the link between her account and the rosters; the rosters themselves are the cooperatives'. Idempotent."""
    Member.objects.filter(person_id=person.pk).update(person=None)
