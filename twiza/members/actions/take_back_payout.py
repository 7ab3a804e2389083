from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.members.actions.adjust_distribution import came_back, follow
from twiza.members.actions.split_up import Share
from twiza.members.models import Distribution
from twiza.members.queries.differences import parts_given
from twiza.members.states import DISTRIBUTION, SYSTEM, DistributionStatus
from twiza.members.terms.words import SourceKind


@transaction.atomic
def take_back_payout(*, payout_id: int, now: datetime) -> Distribution | None:
    """The payout came back: what was shared of it is taken back from everybody's account; what was parked is dropped.

    Idempotent. Who was paid already owes it, and her next part is less by it.
    """
    distribution = Distribution.objects.filter(payout_id=payout_id, kind=SourceKind.PAYOUT).first()
    if distribution is None or came_back(distribution):
        return None
    if distribution.status != DistributionStatus.SHARED:
        if distribution.status == DistributionStatus.PARKED:
            DISTRIBUTION.apply(distribution, "drop", by=SYSTEM)
        return None
    parts = {member: -centimes for member, centimes in parts_given(distribution).items() if centimes}
    columns = {"amount_centimes": -distribution.amount_centimes}
    columns |= {"cooperative_centimes": -distribution.cooperative_centimes}
    return follow(distribution, SourceKind.RETURNED, Share(columns, parts, {}), None, now)
