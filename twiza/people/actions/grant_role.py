from __future__ import annotations

from typing import Any

from django.db import transaction

from twiza.people.models import Grant, Person, Role
from twiza.plumbing.api import record


@transaction.atomic
def grant_role(person: Person, role: str, *, actor: Any = None) -> None:
    """Give a role of the platform (`Role`); nothing happens where it is held already. Leaves an audit row."""
    _grant, fresh = Grant.objects.get_or_create(person=person, role=Role(role))
    if fresh:
        record("grant_role", person, actor=actor, after={"role": str(Role(role))})
