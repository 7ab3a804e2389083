from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeChanged
from twiza.cooperatives.models import Closure, Cooperative
from twiza.cooperatives.queries.seasons import covering
from twiza.cooperatives.terms import NotClosed
from twiza.kernel.periods import day_of
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def reopen(*, cooperative: Cooperative, by: Person, now: datetime) -> None:
    """Take orders again from today: the season now in force ended yesterday (or never was, if it began today).

    Refuses where it is open. Seasons to come stay.
    """
    today = day_of(now)
    cooperative.lock()
    closure = Closure.objects.filter(covering(today), cooperative=cooperative).first()
    if closure is None:
        raise NotClosed()
    if closure.starts_on == today:
        closure.delete()
    else:
        closure.ends_on = today - timedelta(days=1)
        closure.save(update_fields=["ends_on"])
    record("reopen", cooperative, actor=by, role="manager", after={"open_from": str(today)})
    tell(CooperativeChanged(cooperative_id=cooperative.pk))
