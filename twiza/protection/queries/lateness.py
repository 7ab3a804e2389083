"""A parcel that is late: since when, and what the buyer may do about it."""

from __future__ import annotations

from datetime import datetime

from twiza.kernel.periods import day_of
from twiza.law.api import execution, rescission, rule
from twiza.ordering.api import CooperativeOrder, Status
from twiza.protection.queries.views import Lateness
from twiza.protection.terms.words import LATE, MAY_RESCIND, RESCIND_FROM, STILL_OPEN, on_the_day

STAYS_OPEN = "house.rescission_stays_open"
ON_THE_WAY = (Status.CONFIRMED, Status.PREPARED, Status.HANDED_OVER, Status.REFUSED)


def lateness_of(part: CooperativeOrder, *, now: datetime) -> Lateness | None:
    """None while the promised day is not over, and once the parcel arrived or ended in another way.

    By law the buyer may give it up after more than the days of art. 13, in the days that follow; after them the house
    keeps that open as long as the parcel is not there.
    """
    today = day_of(now)
    if part.status not in ON_THE_WAY:
        return None
    promised = execution(day_of(part.order.placed_at), agreed_on=part.promised_on).due_on
    if today <= promised:
        return None
    right, house = rescission(promised), rule(STAYS_OPEN, on=today)
    by_law = today <= right.until
    may = today >= right.opens_on and (by_law or bool(house.value))
    if may:
        words = on_the_day(MAY_RESCIND if by_law else STILL_OPEN, right.until)
    else:
        words = on_the_day(RESCIND_FROM if today < right.opens_on else LATE, right.opens_on)
    return Lateness(
        promised_on=promised,
        days_late=(today - promised).days,
        opens_on=right.opens_on,
        until=right.until,
        may_rescind=may,
        by_law=by_law,
        words=words,
        rule_id=right.rule_id if by_law else house.id,
        rule_since=right.rule_since if by_law else house.since,
    )
