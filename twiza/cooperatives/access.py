"""Who may lay hands on which cooperative. A stranger is told that it does not exist."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from twiza.cooperatives.models import Cooperative, Invitation, TeamMember, token_digest
from twiza.cooperatives.terms import InvitationOver, InvitationUsed, NotInvited
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person, Role, has_role


def cooperative_of_team(
    person: Person | AnonymousUser, slug: str, *, roles: Collection[str] | None = None
) -> Cooperative:
    """The cooperative of this slug, if `person` is in its team (in one of `roles`, where given). NotFound else."""
    if isinstance(person, AnonymousUser):
        raise NotFound()
    members = TeamMember.objects.filter(person_id=person.pk, cooperative__slug=slug)
    if roles is not None:
        members = members.filter(role__in=[str(r) for r in roles])
    member = members.select_related("cooperative").first()
    if member is None:
        raise NotFound()
    return member.cooperative


def cooperative_for_desk(person: Person | AnonymousUser, slug: str) -> Cooperative:
    """Any cooperative, for somebody of the desk. NotFound else."""
    if isinstance(person, AnonymousUser) or not has_role(person, Role.DESK):
        raise NotFound()
    found = Cooperative.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def member_of(cooperative: Cooperative, member_id: int) -> TeamMember:
    found = TeamMember.objects.filter(cooperative=cooperative, pk=member_id).first()
    if found is None:
        raise NotFound()
    return found


def invitation_of(cooperative: Cooperative, invitation_id: int) -> Invitation:
    found = Invitation.objects.filter(cooperative=cooperative, pk=invitation_id).first()
    if found is None:
        raise NotFound()
    return found


def invitation_to(person: Person, token: str, *, now: datetime) -> Invitation:
    """The open invitation of this token, if it was sent to a contact of `person`: a forwarded link opens nothing.

    Refuses NotInvited, InvitationUsed, InvitationOver.
    """
    found = Invitation.objects.filter(token=token_digest(token)).select_related("cooperative", "invited_by").first()
    if found is None or found.contact not in {person.phone, (person.email or "").casefold()}:
        raise NotInvited()
    if found.accepted_at:
        raise InvitationUsed()
    if found.withdrawn_at or found.expires_at <= now:
        raise InvitationOver()
    return found
