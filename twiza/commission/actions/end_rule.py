from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from twiza.commission.models import CommissionRule
from twiza.commission.terms import DefaultStays, EndsBeforeToday, HasEnded
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import record


@transaction.atomic
def end_rule(*, rule_id: int, until: date, by: Any, now: datetime) -> None:
    """The rule holds to the end of day `until`, today at the earliest: sales already made keep it.

    Refuses the rule for everybody, which can only be followed by another, and an end that was set already.
    """
    found = CommissionRule.objects.filter(pk=rule_id, withdrawn_on=None).first()
    if found is None:
        raise NotFound()
    if not (found.cooperative_id or found.category_path or found.trait):
        raise DefaultStays()
    today = day_of(now)
    if until < max(today, found.since):
        raise EndsBeforeToday()
    if not CommissionRule.objects.filter(pk=rule_id, until=None, withdrawn_on=None).update(until=until, ended_on=today):
        raise HasEnded()
    record("end_rule", found, actor=by, role="desk", after={"until": str(until)})
