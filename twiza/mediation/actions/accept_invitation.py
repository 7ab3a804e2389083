from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.access import deals_with_market, invited
from twiza.mediation.models import Adviser, Invitation
from twiza.mediation.terms.refusals import AlreadyInTeam, DealsWithTheMarket, InvitationUsed
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def accept_invitation(*, token: str, person: Person, now: datetime) -> Adviser:
    """Join the team. Only who signs in with the contact that was invited may.

    Refuses what `access.invited` refuses, who is in the team already, and who sells on Twiza or works for it: an
    association is independent (31-08 art. 153; the platform's part is a promise of the house).
    """
    found = invited(person, token, now=now)
    if deals_with_market(person):
        raise DealsWithTheMarket()
    if Adviser.objects.filter(association=found.association, person=person).exists():
        raise AlreadyInTeam()
    if not Invitation.objects.filter(pk=found.pk, accepted_at=None, withdrawn_at=None).update(accepted_at=now):
        raise InvitationUsed()
    adviser = Adviser.objects.create(association=found.association, person=person, role=found.role, joined_at=now)
    record("join_team", found.association, actor=person, role=found.role, after={"role": found.role})
    return adviser
