from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.mediation.actions.register_association import check_standing
from twiza.mediation.models import Association
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def edit_standing(
    *,
    association: Association,
    public_utility_since: date | None,
    may_sue_until: date | None,
    permit_number: str,
    by: Person,
    now: datetime,
) -> None:
    """What an association is in law (31-08 arts. 154 and 157), which the desk has seen on paper.

    Refuses an authorisation to sue without its number, and a recognition that is still to come.
    """
    check_standing(
        founded_on=None,
        public_utility_since=public_utility_since,
        may_sue_until=may_sue_until,
        permit_number=permit_number,
        today=day_of(now),
    )
    before = {"may_sue_until": str(association.may_sue_until or ""), "permit": association.permit_number}
    association.public_utility_since = public_utility_since
    association.may_sue_until = may_sue_until
    association.permit_number = permit_number.strip()[:60]
    association.save(update_fields=["public_utility_since", "may_sue_until", "permit_number"])
    after = {"may_sue_until": str(may_sue_until or ""), "permit": association.permit_number}
    record("edit_standing", association, actor=by, role="desk", before=before, after=after)
