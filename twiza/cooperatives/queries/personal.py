"""What cooperatives keep about who works on their shop."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.cooperatives.models import Invitation, TeamMember
from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS


def personal_data(*, person: Any) -> list[PersonalSection]:
    """Her places in teams, and invitations to her contacts."""
    teams = [
        {"cooperative": dict(row.cooperative.names), "role": row.role}
        for row in TeamMember.objects.filter(person_id=person.pk).select_related("cooperative").order_by("pk")
    ]
    contacts = [one for one in (person.phone, person.email) if one]
    asked = [
        {"cooperative": dict(row.cooperative.names), "role": row.role, "at": row.created_at.isoformat()}
        for row in Invitation.objects.filter(contact__in=contacts).select_related("cooperative").order_by("pk")
    ]
    return [
        PersonalSection(code="cooperatives.teams", title=_("Your cooperatives"), records=teams, words=WORDS),
        PersonalSection(code="cooperatives.invitations", title=_("Invitations"), records=asked, words=WORDS),
    ]


def is_in_a_team(person: Any) -> bool:
    """Whether she still works on a cooperative's shop: she leaves it first, so that nobody is left alone with it."""
    return TeamMember.objects.filter(person_id=person.pk).exists()
