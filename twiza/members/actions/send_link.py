from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.members import messages
from twiza.members.actions.open_link import open_link
from twiza.members.models import Link, Member
from twiza.members.terms.refusals import NoPhone, TooManyLetters
from twiza.people.api import Person, takes_messages
from twiza.plumbing.api import record, within_rate


def send_link(*, member: Member, by: Person, now: datetime) -> None:
    """A new secret link to a member's statements, by text message. Refuses who has no mobile, and more than three a
    day to one phone."""
    if not takes_messages(member.phone):
        raise NoPhone()
    if not within_rate(f"work-link-to:{member.phone}", most=3, seconds=86_400, now=now):
        raise TooManyLetters()
    with transaction.atomic():
        serial = Link.objects.filter(member=member).count() + 1
        token = open_link(member, f"asked:{member.pk}:{serial}", now=now)
        if token:
            messages.your_statements(f"work-link:{member.pk}:{serial}", member, token)
            record("send_link", member, actor=by)
