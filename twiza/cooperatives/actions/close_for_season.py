from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeChanged
from twiza.cooperatives.models import Closure, Cooperative
from twiza.cooperatives.terms import ClosureBackwards, ClosureInPast, ClosureOverlaps
from twiza.kernel.periods import day_of
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def close_for_season(
    *,
    cooperative: Cooperative,
    starts_on: date,
    ends_on: date | None,
    by: Person,
    now: datetime,
    note: dict[str, str] | None = None,
) -> Closure:
    """No orders from `starts_on` to `ends_on`, both included; None: until somebody reopens.

    Refuses a season that began before today, ends before it begins, or shares a day with another.
    """
    if starts_on < day_of(now):
        raise ClosureInPast()
    if ends_on is not None and ends_on < starts_on:
        raise ClosureBackwards()
    cooperative.lock()
    overlapping = Closure.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), cooperative=cooperative)
    if ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if overlapping.exists():
        raise ClosureOverlaps()
    closure = Closure.objects.create(cooperative=cooperative, starts_on=starts_on, ends_on=ends_on, note=note or {})
    days = {"starts_on": str(starts_on), "ends_on": str(ends_on or "")}
    record("close_for_season", cooperative, actor=by, role="manager", after=days)
    tell(CooperativeChanged(cooperative_id=cooperative.pk))
    return closure
