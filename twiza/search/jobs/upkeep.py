"""What comes back: weighing sellers, ageing, forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.plumbing.api import every
from twiza.search.actions.number import sweep_gravestones
from twiza.search.actions.tally import forget_single, forget_unfound
from twiza.search.actions.weigh_sellers import age_entries, weigh_sellers

GRAVESTONES = 100_000


@every("02:40", atomic=False)
def weigh(now: datetime) -> dict[str, int]:
    """Each night: new and small sellers, and what is no longer new. Two days back, should a night be missed."""
    return {"aged": age_entries(since=now - timedelta(days=2), now=now), "lifted": weigh_sellers(now=now)}


@every("03:10")
def forget(now: datetime) -> dict[str, int]:
    """Each night: counts of words that were not found, and gravestones that every replica has seen long ago."""
    today = day_of(now)
    kept = int(rule("house.search_unfound_days", on=today).value)
    return {
        "single": forget_single(before=today),
        "old": forget_unfound(before=today - timedelta(days=kept)),
        "gravestones": sweep_gravestones(GRAVESTONES),
    }
