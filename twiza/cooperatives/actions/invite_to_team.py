from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from twiza.cooperatives import messages
from twiza.cooperatives.facts import TeamInvited
from twiza.cooperatives.models import Cooperative, Invitation, TeamMember, TeamRole, token_digest
from twiza.cooperatives.terms import INVITATION_DAYS, AlreadyInTeam, AlreadyInvited, TooManyInvitations, UnknownRole
from twiza.kernel.periods import day_of
from twiza.people.api import NotAnEmail, NotAPhone, Person, normalise_phone, person_by_contact
from twiza.plumbing.api import announce, record, within_rate

MOST_TO_ONE, MOST_BY_ONE = 3, 30  # a day: an invitation withdrawn and sent again is a letter too


def _contact(typed: str) -> tuple[Literal["sms", "email"], str]:
    """("email", address) or ("sms", E.164), by what it looks like."""
    typed = typed.strip()
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError:
            raise NotAnEmail("contact") from None
        return "email", typed.casefold()
    try:
        return "sms", normalise_phone(typed)
    except NotAPhone:
        raise NotAPhone("contact") from None


@transaction.atomic
def invite_to_team(*, cooperative: Cooperative, contact: str, role: str, by: Person, now: datetime) -> Invitation:
    """Invite a phone number or an e-mail address to the team for INVITATION_DAYS; the letter carries the token.

    Refuses an unknown role, what is neither a phone nor an e-mail address, somebody already in the team, a contact
    whose invitation is still open, and more letters a day than one contact should get or one person should send.
    """
    if role not in TeamRole.values:
        raise UnknownRole()
    channel, to = _contact(contact)
    cooperative.lock()
    known = person_by_contact(email=to) if channel == "email" else person_by_contact(phone=to)
    if known and TeamMember.objects.filter(cooperative=cooperative, person_id=known.pk).exists():
        raise AlreadyInTeam()
    waiting = Invitation.objects.filter(cooperative=cooperative, contact=to, accepted_at=None, withdrawn_at=None)
    if waiting.filter(expires_at__gt=now).exists():
        raise AlreadyInvited()
    _spare(to, by, now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        cooperative=cooperative,
        token=token_digest(token),
        contact=to,
        role=role,
        invited_by=by,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    messages.invitation(
        reference=f"team-invitation:{invitation.pk}",
        channel=channel,
        to=to,
        language=known.language if known else by.language,
        names=cooperative.names,
        role=role,
        inviter=by.name or str(by),
        token=token,
        until=day_of(invitation.expires_at),
    )
    record("invite", cooperative, actor=by, role="manager", after={"contact": to, "role": role})
    announce(TeamInvited(invitation_id=invitation.pk))
    return invitation


def _spare(to: str, by: Person, now: datetime) -> None:
    """Whoever makes cooperatives only to invite must not write to a stranger's phone all day; letters sent count."""
    to_one = within_rate(f"team-invitation-to/{to}", most=MOST_TO_ONE, seconds=86_400, now=now)
    by_one = within_rate(f"team-invitation-by/{by.pk}", most=MOST_BY_ONE, seconds=86_400, now=now)
    if not (to_one and by_one):
        raise TooManyInvitations()
