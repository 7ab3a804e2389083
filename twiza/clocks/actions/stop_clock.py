from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.clocks.models import Clock
from twiza.clocks.terms import HOWS, How


@transaction.atomic
def stop_clock(*, reference: str, how: How, now: datetime) -> bool:
    """End a clock: what was owed was done (`met`, late or not), is owed no more (`cancelled`), or by another clock
    (`replaced`). True if it was open; False where there is none or it ended before. It never fires afterwards.
    """
    if how not in HOWS:
        raise ValueError(how)
    return Clock.objects.filter(reference=reference, ended_at=None).update(ended_at=now, how=how, next_at=None) == 1
