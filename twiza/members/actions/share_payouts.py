from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, Min

from twiza.members.actions.split_up import Share, give_out, share_out
from twiza.members.models import Distribution, WorkRecord
from twiza.members.queries.basis import bases
from twiza.members.queries.money import ToShare, money_of_payouts
from twiza.members.queries.rules import rules_of_many
from twiza.members.states import DistributionStatus
from twiza.members.terms.words import SourceKind

AT_ONCE = 100


def share_payouts(payout_ids: Iterable[int], *, now: datetime) -> list[int]:
    """Split these paid payouts by their cooperatives' rules over the work since the payout before; once each.

    What can't be split (no rule, nothing to go by) is parked with the reason, for the manager to decide. Gives the ids
    of the new distributions. A hundred at once: one transaction, in which only the postings' queries multiply.
    """
    asked, made = sorted(set(payout_ids)), list[int]()
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        try:
            with transaction.atomic():
                made += _share(some, now)
        except IntegrityError:  # somebody else shared one of them meanwhile
            with transaction.atomic():
                made += _share(some, now)
    return made


def _share(payout_ids: Sequence[int], now: datetime) -> list[int]:
    known = set(Distribution.objects.filter(payout_id__in=payout_ids).values_list("payout_id", flat=True))
    money = money_of_payouts([pk for pk in payout_ids if pk not in known])
    return share_all([each for each in money if each.centimes > 0], now=now)


def share_all(money: Sequence[ToShare], *, now: datetime) -> list[int]:
    """Distributions of payouts that have none, in the caller's transaction."""
    periods = _periods(money)
    rules = rules_of_many({each.cooperative_id for each in money})
    found = bases((each.cooperative_id, *period) for each, period in zip(money, periods, strict=True))
    rows: list[Distribution] = []
    shared: list[tuple[Distribution, Share]] = []
    for each, (start, end) in zip(money, periods, strict=True):
        rule = next((r for r in rules[each.cooperative_id] if r.starts_on <= end), None)
        basis = found[each.cooperative_id, start, end]
        reason = basis.why_not(rule.weights()) if rule else "no_rule"
        share = None
        if rule and not reason:
            share = share_out(each.centimes, basis, rule.weights(), rule.cooperative_basis_points)
        row = Distribution(
            cooperative_id=each.cooperative_id,
            kind=each.kind,
            source=each.source,
            payout_id=each.payout_id,
            rule=rule,
            status=DistributionStatus.SHARED if share else DistributionStatus.PARKED,
            reason=reason,
            day=each.day,
            starts_on=start,
            ends_on=end,
            amount_centimes=each.centimes,
            sold=each.sold,
            taken=each.taken,
            created_at=now,
            shared_at=now if share else None,
            **(share.columns if share else {}),
        )
        rows.append(row)
        if share:
            shared.append((row, share))
    Distribution.objects.bulk_create(rows)
    give_out(shared, now=now)
    return [row.pk for row in rows]


def _periods(money: Sequence[ToShare]) -> list[tuple[date, date]]:
    """The work each payout is for: from the day after the one before, up to the day before it was due.

    The first is for all work written down until then. A second one on a day is for the work of the first again.
    """
    cooperatives = {each.cooperative_id for each in money}
    before = Distribution.objects.filter(cooperative__in=cooperatives, kind=SourceKind.PAYOUT).order_by()
    last = dict(before.values_list("cooperative").annotate(until=Max("ends_on")))
    begun = {
        who: start
        for who, start, end in before.filter(ends_on__in=set(last.values())).values_list(
            "cooperative", "starts_on", "ends_on"
        )
        if last[who] == end
    }
    work = WorkRecord.objects.filter(cooperative__in=cooperatives).order_by()
    first = dict(work.values_list("cooperative").annotate(day=Min("day")))
    periods = []
    for each in money:
        who, end = each.cooperative_id, each.until
        if who in last and last[who] >= end:
            start, end = begun[who], last[who]
        elif who in last:
            start = last[who] + timedelta(days=1)
        else:
            start = min(first.get(who, end), end.replace(day=1))
        last[who], begun[who] = end, start
        periods.append((start, end))
    return periods
