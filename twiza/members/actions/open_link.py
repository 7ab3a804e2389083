from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.members.models import Link, Member, token_digest


def open_link(member: Member, reference: str, *, now: datetime) -> str:
    """A token that opens this member's statements for as long as the house says; '' where this reference has one."""
    token = secrets.token_urlsafe(32)
    days = rule("house.work_link_days", on=day_of(now)).value
    columns = {"member": member, "token": token_digest(token), "created_at": now}
    _link, new = Link.objects.get_or_create(
        reference=reference, defaults=columns | {"expires_at": now + timedelta(days=days)}
    )
    return token if new else ""
