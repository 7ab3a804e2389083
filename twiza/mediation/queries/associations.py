"""Associations and their teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from twiza.kernel.refusals import NotFound
from twiza.mediation.access import invited
from twiza.mediation.models import Adviser, Association, Case, Invitation
from twiza.mediation.queries.views import AdviserCard, AssociationCard, InvitationCard, InvitationToTeam, MyAssociation
from twiza.mediation.states import CaseStatus
from twiza.mediation.terms.words import AdviserRole
from twiza.people.api import Person


def associations(*, open_only: bool = True) -> list[AssociationCard]:
    """Those that take cases, or all; by name. One query."""
    rows = Association.objects.select_related("commune")
    return association_cards(rows.filter(closed_at=None) if open_only else rows)


def association_card(slug: str) -> AssociationCard:
    """NotFound for an unknown one."""
    for card in association_cards(Association.objects.select_related("commune").filter(slug=slug)):
        return card
    raise NotFound()


def association_cards(rows: Iterable[Association]) -> list[AssociationCard]:
    return [
        AssociationCard(
            association_id=row.pk,
            slug=row.slug,
            names=row.names,
            about=row.about,
            seat=row.seat,
            commune_names=row.commune.names,
            phone=row.phone,
            email=row.email,
            languages=tuple(row.languages),
            founded_on=row.founded_on,
            public_utility_since=row.public_utility_since,
            may_sue_until=row.may_sue_until,
            permit_number=row.permit_number,
            is_open=row.closed_at is None,
            is_sample=row.is_sample,
        )
        for row in rows
    ]


def associations_of(person: Any) -> list[MyAssociation]:
    """Those in whose team somebody is; none for somebody not signed in."""
    if not isinstance(person, Person):
        return []
    rows = Adviser.objects.filter(person=person).select_related("association").order_by("association__slug")
    return [
        MyAssociation(row.association.slug, row.association.names, row.role, AdviserRole(row.role).label)
        for row in rows
    ]


def role_of(association: Association, person: Person) -> str:
    """Her role in the team, "" for a stranger."""
    rows = Adviser.objects.filter(association=association, person=person)
    return rows.values_list("role", flat=True).first() or ""


def team_of(association: Association) -> list[AdviserCard]:
    """The team, the first to join first, with the cases in hand. One query."""
    mine = Case.objects.filter(association=association, adviser=OuterRef("person")).exclude(status=CaseStatus.CLOSED)
    counted = mine.order_by().values("adviser").annotate(n=Count("pk")).values("n")
    rows = Adviser.objects.filter(association=association).select_related("person")
    return [
        AdviserCard(
            adviser_id=row.pk,
            person_id=row.person_id,
            name=row.person.name,
            contact=row.person.email or row.person.phone or "",
            role=row.role,
            role_words=AdviserRole(row.role).label,
            joined_at=row.joined_at,
            open_cases=row.cases,
        )
        for row in rows.annotate(cases=Coalesce(Subquery(counted), 0))
    ]


def invitations_of(association: Association, *, now: datetime) -> list[InvitationCard]:
    """Those that wait for an answer, and those that ran out."""
    rows = Invitation.objects.filter(Q(accepted_at=None, withdrawn_at=None), association=association)
    return invitation_cards(rows.select_related("invited_by"), now=now)


def invitation_cards(rows: Iterable[Invitation], *, now: datetime) -> list[InvitationCard]:
    return [
        InvitationCard(
            invitation_id=row.pk,
            contact=row.contact,
            role=row.role,
            role_words=AdviserRole(row.role).label,
            invited_by=row.invited_by.name if row.invited_by else "",
            expires_at=row.expires_at,
            is_over=row.expires_at <= now,
        )
        for row in rows
    ]


def invitation_to(person: Person, token: str, *, now: datetime) -> InvitationToTeam:
    """What the invited person reads; refuses as `accept_invitation` does."""
    found = invited(person, token, now=now)
    return InvitationToTeam(
        slug=found.association.slug,
        names=found.association.names,
        role_words=AdviserRole(found.role).label,
        inviter=found.invited_by.name if found.invited_by else "",
        expires_at=found.expires_at,
    )
