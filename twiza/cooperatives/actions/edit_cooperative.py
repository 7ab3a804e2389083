from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from twiza.cooperatives.actions.fields import checked, identity, take, withdraw_answers
from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeChanged
from twiza.cooperatives.models import Cooperative
from twiza.cooperatives.states import Status
from twiza.cooperatives.terms import CooperativeFields, IdentityLocked
from twiza.kernel.periods import day_of
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def edit_cooperative(
    *, cooperative: Cooperative, by: Person, now: datetime, **fields: Unpack[CooperativeFields]
) -> Cooperative:
    """Change the fields that are given; the same values again change nothing.

    Once it is submitted, what the desk verifies (names, seat, court, numbers, account, commune) is refused
    with IdentityLocked: a verified cooperative corrects it by `amend_cooperative`.
    """
    cooperative.lock()
    columns = checked(fields)
    before = {name: getattr(cooperative, name) for name in columns}
    changed = take(cooperative, columns, on=day_of(now))
    locked = identity(changed)
    if locked and cooperative.status not in (Status.DRAFT, Status.REFUSED):
        raise IdentityLocked(locked[0].removesuffix("_id"))
    if not changed:
        return cooperative
    cooperative.save(update_fields=changed)
    withdraw_answers(cooperative, changed)
    record(
        "edit",
        cooperative,
        actor=by,
        role="manager",
        before={name: _plain(before[name]) for name in changed},
        after={name: _plain(columns[name]) for name in changed},
    )
    tell(CooperativeChanged(cooperative_id=cooperative.pk))
    return cooperative


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | dict | None) else str(value)
