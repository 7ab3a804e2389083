"""What comes back by the clock."""

from __future__ import annotations

from datetime import datetime

from twiza.catalog.actions.expire_holds import expire_holds
from twiza.catalog.actions.lapse import lapse
from twiza.catalog.queries import agreement as agreement  # registers the checks
from twiza.kernel.periods import day_of
from twiza.plumbing.api import every


@every("1 minutes", atomic=False)
def let_go_of_holds(now: datetime) -> int:
    """Each hold in a transaction of its own: one that fails must not keep the others' goods off the market."""
    return expire_holds(now)


@every("00:05")
def retire_what_ran_out(now: datetime) -> int:
    return lapse(day_of(now))
