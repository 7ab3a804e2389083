from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.members import messages
from twiza.members.actions.open_link import open_link
from twiza.members.models import Distribution, Part
from twiza.people.api import takes_messages


@transaction.atomic
def tell_members(*, distribution_id: int, now: datetime) -> int:
    """Each member whose phone takes messages reads what a distribution brought her, with a link; once.

    A sample's members are told nothing: their numbers are invented, and might be somebody's.
    """
    distribution = Distribution.objects.select_related("cooperative").get(pk=distribution_id)
    if distribution.cooperative.is_sample:
        return 0
    told = 0
    parts = Part.objects.filter(distribution=distribution, member__left_on=None).exclude(member__phone="")
    for part in parts.exclude(centimes=0).select_related("member", "statement"):
        if takes_messages(part.member.phone):
            token = open_link(part.member, f"part:{part.pk}", now=now)
            if token:
                messages.work_brought(f"work-part:{part.pk}", part, distribution, token)
                told += 1
    return told
