from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db import IntegrityError, transaction

from twiza.clocks.models import Clock
from twiza.clocks.terms import known_kind


@transaction.atomic
def start_clock(
    *,
    reference: str,
    kind: str,
    subject: str,
    due_at: datetime,
    remind_at: Iterable[datetime] = (),
    rule_id: str = "",
    rule_since: date | None = None,
    now: datetime,
) -> Clock:
    """Start a clock in the caller's transaction; one that has this reference already is given back as it is.

    Due in the past is allowed: it fires at the next tick. Reminders that are past, or not before it is due, are left
    out. UnknownKind for a kind that nobody named with `name_kind`.
    """
    if (known := Clock.objects.filter(reference=reference).first()) is not None:
        return known
    reminders = coming(remind_at, due_at, now)
    row = Clock(
        reference=reference,
        kind=known_kind(kind),
        subject=subject,
        due_at=due_at,
        next_at=min([*reminders, due_at]),
        reminders=written(reminders),
        rule_id=rule_id,
        rule_since=rule_since,
        started_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Clock.objects.get(reference=reference)
    return row


def coming(moments: Iterable[datetime], due_at: datetime, now: datetime) -> list[datetime]:
    """Those that are still worth a reminder, in order, once each."""
    return sorted({moment for moment in moments if now < moment < due_at})


def written(moments: Iterable[datetime]) -> list[str]:
    return [moment.astimezone(UTC).isoformat() for moment in moments]
