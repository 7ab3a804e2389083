from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from twiza.kernel.periods import day_of
from twiza.members.actions.split_up import Share, give_out, share_out
from twiza.members.models import Distribution
from twiza.members.queries.differences import basis_now, differences, parts_given
from twiza.members.states import DistributionStatus
from twiza.members.terms.refusals import CantShare, NothingToAdjust
from twiza.members.terms.words import SourceKind
from twiza.people.api import Person


@transaction.atomic
def adjust_distribution(*, distribution: Distribution, by: Person, now: datetime) -> Distribution:
    """Share the differences between what a distribution gave and what the corrected work gives: a new distribution
    of zero, whose parts add and take away. The one before stays as it was.

    Refuses where nothing differs, where it was no payout or sale, and (CantShare) where no work is left.
    """
    original = distribution.kind in (SourceKind.PAYOUT, SourceKind.OWN)
    if not original or distribution.status != DistributionStatus.SHARED or came_back(distribution):
        raise NothingToAdjust()
    basis, weights = basis_now(distribution), dict(distribution.weights)
    if why := basis.why_not(weights):
        raise CantShare(why)
    rest = distribution.amount_centimes - distribution.cooperative_centimes
    share = share_out(rest, basis, weights, 0)
    changed = differences(parts_given(distribution), share.parts)
    if not changed:
        raise NothingToAdjust()
    parts = {row.member_id: row.centimes for row in changed}
    columns = {"weights": weights, "basis": share.columns["basis"]}
    return follow(distribution, SourceKind.ADJUSTMENT, Share(columns, parts, share.basis), by, now)


def came_back(distribution: Distribution) -> bool:
    return Distribution.objects.filter(adjusts=distribution.pk, kind=SourceKind.RETURNED).exists()


def follow(
    distribution: Distribution, kind: SourceKind, share: Share, by: Person | None, now: datetime
) -> Distribution:
    serial = Distribution.objects.filter(adjusts=distribution.pk).count() + 1
    columns = {"amount_centimes": 0} | share.columns
    try:
        with transaction.atomic():
            row = Distribution.objects.create(
                cooperative_id=distribution.cooperative_id,
                kind=kind,
                source=f"adjusts:{distribution.pk}:{serial}",
                adjusts=distribution,
                rule_id=distribution.rule_id,
                status=DistributionStatus.SHARED,
                day=day_of(now),
                starts_on=distribution.starts_on,
                ends_on=distribution.ends_on,
                decided_by=by,
                created_at=now,
                shared_at=now,
                **columns,
            )
    except IntegrityError:  # somebody else has corrected it meanwhile
        raise NothingToAdjust() from None
    give_out([(row, share)], now=now)
    return row
