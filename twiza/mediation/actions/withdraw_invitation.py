from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.access import invitation_of
from twiza.mediation.actions.invite_adviser import inviting_as
from twiza.mediation.models import Association, Invitation
from twiza.mediation.terms.words import HEAD
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def withdraw_invitation(*, association: Association, invitation_id: int, by: Person, now: datetime) -> None:
    """The letter's link opens nothing any more. NotFound for another association's; again: nothing.

    By the team's head; by the desk only while there is none, as it invites.
    """
    role = inviting_as(association, HEAD, by)
    found = invitation_of(association, invitation_id)
    open_ones = Invitation.objects.filter(pk=found.pk, accepted_at=None, withdrawn_at=None)
    if open_ones.update(withdrawn_at=now):
        record("withdraw_invitation", association, actor=by, role=role, before={"contact": found.contact})
