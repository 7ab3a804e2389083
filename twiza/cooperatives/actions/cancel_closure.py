from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeChanged
from twiza.cooperatives.models import Closure, Cooperative
from twiza.cooperatives.terms import ClosureBegun
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def cancel_closure(*, cooperative: Cooperative, closure_id: int, by: Person, now: datetime) -> None:
    """Drop a season that has not begun. Refuses one that has: `reopen` ends it; NotFound for another's."""
    cooperative.lock()
    closure = Closure.objects.filter(cooperative=cooperative, pk=closure_id).first()
    if closure is None:
        raise NotFound()
    if closure.starts_on <= day_of(now):
        raise ClosureBegun()
    record("cancel_closure", cooperative, actor=by, role="manager", before={"starts_on": str(closure.starts_on)})
    closure.delete()
    tell(CooperativeChanged(cooperative_id=cooperative.pk))
