from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.clocks.actions.start_clock import coming, written
from twiza.clocks.models import Clock
from twiza.plumbing.api import record


@transaction.atomic
def move_clock(*, reference: str, due_at: datetime, why: str, now: datetime) -> bool:
    """Make an open clock due at another moment, with the reason for the audit trail; reminders move with it.

    One that fired already runs again, and fires again at its new moment. False where there is none open.
    """
    row = Clock.objects.filter(reference=reference, ended_at=None).first()
    if row is None or row.due_at == due_at:
        return row is not None
    shift = due_at - row.due_at
    reminders = coming((datetime.fromisoformat(said) + shift for said in row.reminders), due_at, now)
    unchanged = Clock.objects.filter(pk=row.pk, ended_at=None, due_at=row.due_at)
    moved = unchanged.update(
        due_at=due_at,
        next_at=min([*reminders, due_at]),
        reminders=written(reminders),
        fired_at=None,
    )
    if moved:
        before, after = {"due_at": row.due_at.isoformat()}, {"due_at": due_at.isoformat()}
        record("move", row, role="system", before=before, after=after, note=why[:300])
    return bool(moved)
