from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from twiza.cooperatives.actions.fields import NoClash, checked, identity, take, withdraw_answers
from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeChanged, CooperativeSubmitted
from twiza.cooperatives.models import Cooperative
from twiza.cooperatives.queries.papers import missing_for_submission
from twiza.cooperatives.states import COOPERATIVE, MANAGER
from twiza.cooperatives.terms import CooperativeFields, NothingToAmend
from twiza.kernel.periods import day_of
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def amend_cooperative(
    *, cooperative: Cooperative, by: Person, now: datetime, **fields: Unpack[CooperativeFields]
) -> Cooperative:
    """Correct what was verified: the new papers are written and the desk looks again.

    The answers of the checklist that were about what changed must be given anew. Its page stays visible
    meanwhile, and it takes no orders. Refuses papers that lack something, and an amendment of nothing.
    """
    cooperative.lock()
    columns = checked(fields)
    before = {name: getattr(cooperative, name) for name in columns}
    changed = take(cooperative, columns, on=day_of(now))
    if not identity(changed):
        raise NothingToAmend()
    for missing in missing_for_submission(cooperative, on=day_of(now)):
        raise missing.refusal
    with NoClash(cooperative):
        COOPERATIVE.apply(
            cooperative, "amend", by=MANAGER, actor=by, submitted_at=now, **{name: columns[name] for name in changed}
        )
    withdraw_answers(cooperative, changed)
    record(
        "correct_papers",
        cooperative,
        actor=by,
        role=MANAGER,
        before={name: str(before[name]) for name in changed},
        after={name: str(columns[name]) for name in changed},
    )
    tell(CooperativeSubmitted(cooperative_id=cooperative.pk))
    tell(CooperativeChanged(cooperative_id=cooperative.pk))
    return cooperative
