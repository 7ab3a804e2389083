"""The promised day of a part, as clocks: from its confirmation until it arrives or ends. Reactions call these."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.clocks.api import start_clock, stop_clock
from twiza.kernel.periods import day_of
from twiza.law.api import execution, rescission
from twiza.ordering.api import CooperativeOrder, Status
from twiza.plumbing.api import announce
from twiza.protection.actions.duties import reminder
from twiza.protection.facts import DeliveryLate
from twiza.protection.messages import delivery_late
from twiza.protection.queries.lateness import ON_THE_WAY, lateness_of
from twiza.protection.terms import kinds
from twiza.protection.terms.deadlines import end_of_day, morning_of


@transaction.atomic
def watch_delivery(*, part: CooperativeOrder, now: datetime) -> None:
    """Its clock runs while the parcel is on the way, and stops where it arrived or ended. Idempotent."""
    if part.status not in ON_THE_WAY:
        stop_watching(part, how="met" if part.status == Status.DELIVERED else "cancelled", now=now)
        return
    owed = execution(day_of(part.order.placed_at), agreed_on=part.promised_on)
    start_clock(
        reference=f"{kinds.DELIVERY}:{part.number}",
        kind=kinds.DELIVERY,
        subject=kinds.subject(part.number),
        due_at=end_of_day(owed.due_on),
        remind_at=[reminder(owed.due_on)],
        rule_id=owed.rule_id,
        rule_since=owed.rule_since,
        now=now,
    )


def stop_watching(part: CooperativeOrder, *, how: Any, now: datetime) -> None:
    stop_clock(reference=f"{kinds.DELIVERY}:{part.number}", how=how, now=now)
    stop_clock(reference=f"{kinds.RESCISSION}:{part.number}", how=how, now=now)


@transaction.atomic
def tell_late(*, part: CooperativeOrder, now: datetime) -> None:
    """The promised day is over: the buyer is told what she may do and from when, and the time of her right runs."""
    late = lateness_of(part, now=now)
    if late is None:
        return
    right = rescission(late.promised_on)
    delivery_late(part, late)
    start_clock(
        reference=f"{kinds.RESCISSION}:{part.number}",
        kind=kinds.RESCISSION,
        subject=kinds.subject(part.number),
        due_at=end_of_day(right.until),
        remind_at=[morning_of(right.opens_on)],
        rule_id=right.rule_id,
        rule_since=right.rule_since,
        now=now,
    )
    announce(DeliveryLate(part_id=part.pk))
