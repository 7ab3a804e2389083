"""What freshness does by the calendar."""

from __future__ import annotations

from datetime import datetime

from twiza.freshness.actions.number_drops import number_drops
from twiza.freshness.actions.sweep_drops import sweep_drops
from twiza.plumbing.api import every


@every("10 minutes", atomic=False)
def keep_drops_few(now: datetime) -> None:
    """Also where no web process runs that would number them."""
    number_drops()
    while sweep_drops(now=now):
        pass
