from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.mediation import messages
from twiza.mediation.models import Adviser, Association, Invitation, token_digest
from twiza.mediation.terms.refusals import AlreadyInTeam, AlreadyInvited, TooManyInvitations, UnknownRole
from twiza.mediation.terms.words import HEAD, INVITATION_DAYS, AdviserRole
from twiza.people.api import Person, Role, has_role, normalise_email, normalise_phone, person_by_contact
from twiza.plumbing.api import record, within_rate

MOST_TO_ONE, MOST_BY_ONE = 3, 30  # a day


@transaction.atomic
def invite_adviser(*, association: Association, contact: str, role: str, by: Person, now: datetime) -> Invitation:
    """Invite a phone number or an e-mail address to an association's team; the letter carries the token.

    By its head; by the desk only for the first head, while there is none (NotFound). Refuses an unknown role, a
    contact that is none, somebody of the team, a contact whose invitation is open, and too many letters a day.
    """
    if role not in AdviserRole.values:
        raise UnknownRole()
    channel, to = _contact(contact)
    association.lock()
    acting = inviting_as(association, role, by)
    known = person_by_contact(email=to) if channel == "email" else person_by_contact(phone=to)
    if known and Adviser.objects.filter(association=association, person=known).exists():
        raise AlreadyInTeam()
    waiting = Invitation.objects.filter(association=association, contact=to, accepted_at=None, withdrawn_at=None)
    if waiting.filter(expires_at__gt=now).exists():
        raise AlreadyInvited()
    to_one = within_rate(f"adviser-invitation-to/{to}", most=MOST_TO_ONE, seconds=86_400, now=now)
    by_one = within_rate(f"adviser-invitation-by/{by.pk}", most=MOST_BY_ONE, seconds=86_400, now=now)
    if not (to_one and by_one):
        raise TooManyInvitations()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        association=association,
        token=token_digest(token),
        contact=to,
        role=role,
        invited_by=by,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    messages.invitation(
        reference=f"adviser-invitation:{invitation.pk}",
        channel=channel,
        to=to,
        language=known.language if known else by.language,
        names=association.names,
        role=role,
        token=token,
        until=day_of(invitation.expires_at),
    )
    record("invite", association, actor=by, role=acting, after={"contact": to, "role": role})
    return invitation


def inviting_as(association: Association, role: str, by: Person) -> str:
    """head, or desk for the first head while there is none; NotFound for anybody else."""
    heads = Adviser.objects.filter(association=association, role=HEAD)
    if heads.filter(person=by).exists():
        return "head"
    if role == HEAD and not heads.exists() and has_role(by, Role.DESK):
        return "desk"
    raise NotFound()


def _contact(typed: str) -> tuple[Literal["sms", "email"], str]:
    typed = typed.strip()
    return ("email", normalise_email(typed)) if "@" in typed else ("sms", normalise_phone(typed))
