from __future__ import annotations

from typing import Any

from django.db import transaction

from twiza.people.models import Grant, Person, Role
from twiza.plumbing.api import record


@transaction.atomic
def revoke_role(person: Person, role: str, *, actor: Any = None) -> None:
    """Take a role back; nothing happens where it is not held. Leaves an audit row."""
    gone, _ = Grant.objects.filter(person=person, role=Role(role)).delete()
    if gone:
        record("revoke_role", person, actor=actor, before={"role": str(Role(role))})
