from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.clocks.adapters.machine import Reading
from twiza.clocks.models import Machine
from twiza.clocks.terms import CONFIRMED, DRIFT, LEAP
from twiza.plumbing.api import record


@transaction.atomic
def watch_machine(*, seen: Reading, now: datetime) -> bool:
    """Hold the wall clock (`now`) against the machine's own counter: True if it may be believed.

    Where both went on alike, it may. Where the wall clock leapt by more than a minute, forwards or back, nothing may
    fire by it until the leap has lasted two minutes of the counter: then it is the time. One that is taken back within
    them never fired anything. All workers of a machine share what was seen, also across their restarts; only a
    restart of the machine begins anew, since then nothing tells a leap from the time it was off.
    """
    offset = now.timestamp() - seen.seconds
    looked = {"looked_at": now, "looked_seconds": seen.seconds}
    row, fresh = Machine.objects.get_or_create(boot=seen.boot, defaults={"offset_seconds": offset, **looked})
    if fresh:
        return True
    mine = Machine.objects.filter(pk=row.pk)
    off = offset - row.offset_seconds
    between = max(seen.seconds - row.looked_seconds, 0.0)
    if abs(off) <= LEAP.total_seconds() + between * DRIFT:
        if row.leapt_at is not None:
            record("leap_taken_back", row, role="system", note=f"The wall clock is right again after {off:+.0f} s.")
        mine.update(offset_seconds=offset, leapt_at=None, leap_seconds=0, **looked)
        return True
    if row.leapt_at is None or abs(off - row.leap_seconds) > LEAP.total_seconds():
        mine.update(leapt_at=seen.seconds, leap_seconds=off, **looked)
        record("leap", row, role="system", note=f"The wall clock leapt by {off:+.0f} s: nothing fires until it lasts.")
        return False
    if seen.seconds - row.leapt_at < CONFIRMED.total_seconds():
        mine.update(**looked)
        return False
    mine.update(offset_seconds=offset, leapt_at=None, leap_seconds=0, **looked)
    record("leap_confirmed", row, role="system", note=f"The leap of {off:+.0f} s lasted: this is the time.")
    return True
