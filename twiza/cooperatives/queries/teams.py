"""Who works for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import AnonymousUser

from twiza.cooperatives.access import invitation_to
from twiza.cooperatives.models import Cooperative, Invitation, TeamMember
from twiza.cooperatives.terms import ROLE_LABELS
from twiza.people.api import Person


@dataclass(frozen=True, slots=True)
class Membership:
    """One cooperative of a person, and her role in its team."""

    cooperative_id: int
    slug: str
    names: dict[str, str]
    role: str
    status: str


@dataclass(frozen=True, slots=True)
class TeamContact:
    """Somebody of a team, as a letter needs her; `contact_by` is sms or email, as she prefers and as it is possible."""

    member_id: int
    person_id: int
    name: str
    role: str
    phone: str | None
    email: str | None
    language: str
    contact_by: Literal["sms", "email"]

    @property
    def to(self) -> str:
        return str(self.phone if self.contact_by == "sms" else self.email)


@dataclass(frozen=True, slots=True)
class Teammate:
    member_id: int
    person_id: int
    name: str
    contact: str
    role: str
    role_label: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that waits for an answer, or that ran out."""

    id: int
    contact: str
    role: str
    role_label: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """What somebody who was invited reads before she accepts."""

    names: dict[str, str]
    role: str
    role_label: str
    inviter: str
    expires_at: datetime


def invitation_card(*, token: str, person: Person, now: datetime) -> InvitationCard:
    """The invitation behind a letter's link, for who it was sent to; refuses as `accept_invitation` does."""
    found = invitation_to(person, token, now=now)
    inviter = str(found.invited_by or "")
    return InvitationCard(found.cooperative.names, found.role, str(ROLE_LABELS[found.role]), inviter, found.expires_at)


def cooperatives_of(person: Person | AnonymousUser) -> list[Membership]:
    """The cooperatives in whose team this person is, by slug; none for somebody not signed in."""
    if isinstance(person, AnonymousUser):
        return []
    rows = TeamMember.objects.filter(person_id=person.pk).select_related("cooperative").order_by("cooperative__slug")
    return [
        Membership(m.cooperative_id, m.cooperative.slug, m.cooperative.names, m.role, m.cooperative.status)
        for m in rows
    ]


def team_contacts(cooperative_id: int, *, roles: Collection[str] | None = None) -> list[TeamContact]:
    """The team (or those of some roles), the first to join first; somebody without an account in use is left out."""
    rows = TeamMember.objects.filter(cooperative=cooperative_id, person__is_active=True).select_related("person")
    if roles is not None:
        rows = rows.filter(role__in=[str(r) for r in roles])
    found = []
    for m in rows.order_by("pk"):
        p = m.person
        by_mail = bool(p.email) and (p.contact_by == "email" or not p.phone)
        found.append(
            TeamContact(m.pk, p.pk, p.name, m.role, p.phone, p.email, p.language, "email" if by_mail else "sms")
        )
    return found


def team_of(cooperative: Cooperative) -> list[Teammate]:
    rows = TeamMember.objects.filter(cooperative=cooperative).select_related("person").order_by("pk")
    return [
        Teammate(
            m.pk,
            m.person_id,
            m.person.name,
            m.person.phone or m.person.email or "",
            m.role,
            str(ROLE_LABELS[m.role]),
            m.joined_at,
        )
        for m in rows
    ]


def invitations_of(cooperative: Cooperative) -> list[Invited]:
    """Those neither accepted nor withdrawn."""
    rows = Invitation.objects.filter(cooperative=cooperative, accepted_at=None, withdrawn_at=None).order_by("pk")
    return [Invited(i.pk, i.contact, i.role, str(ROLE_LABELS[i.role]), i.created_at, i.expires_at) for i in rows]
