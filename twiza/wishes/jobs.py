"""What wishes do by the calendar."""

from __future__ import annotations

from datetime import datetime

from twiza.plumbing.api import every
from twiza.wishes.actions.drop_wish import drop_old_wishes, drop_stopped_wishes
from twiza.wishes.actions.tell_wishes import tell_wishes


@every("10 minutes")
def look_for_wishes(now: datetime) -> int:
    """What waited is looked for again, and its people told."""
    return tell_wishes(now=now)


@every("04:40")
def drop_what_nobody_waits_for(now: datetime) -> int:
    """Unconfirmed, old and stopped wishes go."""
    return drop_old_wishes(now=now) + drop_stopped_wishes(now=now)
