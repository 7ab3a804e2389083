from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.commission.models import CommissionRule
from twiza.commission.terms import HasBegun
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import record


@transaction.atomic
def withdraw_rule(*, rule_id: int, by: Any, now: datetime) -> None:
    """A rule that has not begun never will. Refuses one that has."""
    today = day_of(now)
    found = CommissionRule.objects.filter(pk=rule_id, withdrawn_on=None).first()
    if found is None:
        raise NotFound()
    if not CommissionRule.objects.filter(pk=rule_id, since__gt=today, withdrawn_on=None).update(withdrawn_on=today):
        raise HasBegun()
    record("withdraw_rule", found, actor=by, role="desk", before={"since": str(found.since)})
