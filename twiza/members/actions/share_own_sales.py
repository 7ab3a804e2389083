from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of
from twiza.members.actions.resolve_distribution import weights_for
from twiza.members.actions.split_up import give_out, share_out
from twiza.members.models import Distribution
from twiza.members.queries.basis import bases
from twiza.members.queries.money import own_sold, own_to_share
from twiza.members.queries.rules import rule_on
from twiza.members.states import DistributionStatus
from twiza.members.terms.refusals import DayInFuture, NotThatMuch, PeriodBackwards, WrongAmount
from twiza.members.terms.words import Fallback, SourceKind
from twiza.people.api import Person


def share_own_sales(
    *,
    cooperative: Cooperative,
    amount_centimes: int,
    starts_on: date,
    ends_on: date,
    key: str,
    by: Person,
    now: datetime,
    fallback: str = Fallback.AS_RULE,
) -> Distribution:
    """Share what the cooperative sold by itself over the work of these days; once for each `key`.

    Refuses more than the books have to share, days to come, and (CantShare) where there is nothing to go by: the
    treasurer then chooses a `fallback`.
    """
    if ends_on < starts_on:
        raise PeriodBackwards()
    if ends_on > day_of(now):
        raise DayInFuture("ends_on")
    if amount_centimes <= 0:
        raise WrongAmount("amount")
    source = f"own:{cooperative.pk}:{key}"[:60]
    try:
        with transaction.atomic():
            cooperative.lock()
            if known := Distribution.objects.filter(source=source).first():
                return known
            there = own_to_share(cooperative.pk)
            if amount_centimes > there:
                raise NotThatMuch(amount=f"{there // 100},{there % 100:02d}")
            wanted = (cooperative.pk, starts_on, ends_on)
            basis, rule = bases([wanted])[wanted], rule_on(cooperative.pk, ends_on)
            weights = weights_for(fallback, rule, basis)
            share = share_out(amount_centimes, basis, weights, rule.cooperative_basis_points if rule else 0)
            sold, taken = own_sold(cooperative.pk, starts_on, ends_on, amount_centimes)
            row = Distribution.objects.create(
                cooperative=cooperative,
                kind=SourceKind.OWN,
                source=source,
                rule=rule,
                status=DistributionStatus.SHARED,
                fallback="" if fallback == Fallback.AS_RULE else fallback,
                day=day_of(now),
                starts_on=starts_on,
                ends_on=ends_on,
                amount_centimes=amount_centimes,
                sold=sold,
                taken=taken,
                decided_by=by,
                created_at=now,
                shared_at=now,
                **share.columns,
            )
            give_out([(row, share)], now=now)
            return row
    except IntegrityError:
        return Distribution.objects.get(source=source)
