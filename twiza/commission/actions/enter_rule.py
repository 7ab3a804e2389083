from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.commission.models import CommissionRule
from twiza.commission.terms import (
    LONGEST_NOTE,
    MOST_BASIS_POINTS,
    TRAITS,
    CapTooLow,
    NotAhead,
    RateTooHigh,
    SameDay,
    UnknownCooperative,
    UnknownTrait,
    WrongCategory,
)
from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of
from twiza.plumbing.api import record


@transaction.atomic
def enter_rule(
    *,
    basis_points: int,
    since: date,
    cap_centimes: int | None = None,
    cooperative_id: int | None = None,
    category_path: str = "",
    trait: str = "",
    note: str = "",
    by: Any,
    now: datetime,
) -> CommissionRule:
    """A rule from a later day on; one of the same conditions is replaced from that day, and stays for the days before.

    Refuses a day that has begun, another rule of the same conditions from the same day, an absurd rate or cap,
    an unknown trait, category or cooperative.
    """
    today = day_of(now)
    if since <= today:
        raise NotAhead()
    if not 0 <= basis_points <= MOST_BASIS_POINTS:
        raise RateTooHigh()
    if cap_centimes is not None and cap_centimes <= 0:
        raise CapTooLow()
    if trait and trait not in TRAITS:
        raise UnknownTrait()
    if category_path and (not category_path.endswith("/") or category_path.startswith("/")):
        raise WrongCategory()
    if cooperative_id is not None and not Cooperative.objects.filter(pk=cooperative_id).exists():
        raise UnknownCooperative()
    columns = {
        "cooperative_id": cooperative_id,
        "category_path": category_path,
        "trait": trait,
        "basis_points": basis_points,
        "cap_centimes": cap_centimes,
        "since": since,
    }
    try:
        with transaction.atomic():
            made = CommissionRule.objects.create(**columns, note=note[:LONGEST_NOTE], entered_on=today)
    except IntegrityError:
        raise SameDay() from None
    record("enter_rule", made, actor=by, role="desk", after=columns | {"since": str(since)}, note=note[:LONGEST_NOTE])
    return made
