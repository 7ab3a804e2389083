from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.members.models import Link, Member
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def revoke_links(*, member: Member, by: Person, now: datetime) -> int:
    """No link sent so far opens anything any more."""
    ended = Link.objects.filter(member=member, revoked_at=None).update(revoked_at=now)
    record("revoke_links", member, actor=by, after={"links": ended})
    return ended
