from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from twiza.members.actions.split_up import give_out, share_out
from twiza.members.models import Distribution, SharingRule
from twiza.members.queries.basis import Basis, bases
from twiza.members.queries.rules import rule_on, rules_of
from twiza.members.states import DISTRIBUTION, TREASURER
from twiza.members.terms.refusals import CantShare, PeriodBackwards, UnknownFallback
from twiza.members.terms.words import WHOLE, Fallback
from twiza.people.api import Person


@transaction.atomic
def resolve_distribution(
    *,
    distribution: Distribution,
    fallback: str,
    by: Person,
    now: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Distribution:
    """Share money that was parked, as a manager decides: by the rule now, by what the rule has left, or this once by
    something else; over the same period or another. Refuses (CantShare) where there is still nothing to go by.
    """
    start, end = starts_on or distribution.starts_on, ends_on or distribution.ends_on
    if end < start:
        raise PeriodBackwards()
    rule = rule_on(distribution.cooperative_id, end) or next(iter(rules_of(distribution.cooperative_id)[::-1]), None)
    wanted = (distribution.cooperative_id, start, end)
    basis = bases([wanted])[wanted]
    weights = weights_for(fallback, rule, basis)
    kept = rule.cooperative_basis_points if rule else 0
    share = share_out(distribution.amount_centimes, basis, weights, kept)
    columns = {
        "rule": rule,
        "fallback": fallback,
        "starts_on": start,
        "ends_on": end,
        "decided_by": by,
        "shared_at": now,
    }
    DISTRIBUTION.apply(distribution, "share", by=TREASURER, actor=by, **columns, **share.columns)
    give_out([(distribution, share)], now=now)
    return distribution


def weights_for(fallback: str, rule: SharingRule | None, basis: Basis) -> dict[str, int]:
    """The weights that a choice means; refuses those of which there is nothing to go by."""
    if fallback not in Fallback.values:
        raise UnknownFallback()
    if fallback not in (Fallback.AS_RULE, Fallback.REST):
        weights = {fallback: WHOLE}
    elif rule is None:
        raise CantShare("no_rule")
    else:
        weights = rule.weights()
        if fallback == Fallback.REST:
            left = {measure: points for measure, points in weights.items() if not basis.why_not({measure: points})}
            weights = left or weights
    if why := basis.why_not(weights):
        raise CantShare(why)
    return weights
