"""The tick, each minute, and what must agree."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from twiza.clocks.actions.tick_clocks import tick_clocks
from twiza.clocks.actions.watch_machine import watch_machine
from twiza.clocks.adapters.machine import reading
from twiza.clocks.models import Clock, Machine
from twiza.clocks.terms import ON_TIME
from twiza.plumbing.api import checked, every, job

SIMULATED = timedelta(seconds=30)


@every("1 minute", atomic=False)
def tick(now: datetime, run_id: int) -> dict[str, int] | str:
    """Fire and remind; where more are due than one tick takes, another run goes on at once."""
    # A moment given by a test or a tool is not the machine's: there is no leap to see in it.
    if abs(timezone.now() - now) < SIMULATED and not watch_machine(seen=reading(), now=now):
        return "The wall clock leapt: nothing fires until the leap has lasted."
    return _go(now, run_id)


@job(atomic=False)
def go_on(now: datetime, run_id: int) -> dict[str, int]:
    """What the tick before left; it looked at the machine's clock."""
    return _go(now, run_id)


def _go(now: datetime, run_id: int) -> dict[str, int]:
    done = tick_clocks(now=now)
    if done.more:
        go_on.enqueue(key=f"twiza.clocks.go_on@{run_id}")
    return {"fired": done.fired, "reminded": done.reminded}


@checked("clocks fire in time")
def clocks_fire(now: datetime) -> list[str]:
    """No clock waits longer than five minutes past its moment; a leap of the wall clock that holds them is said."""
    found = []
    held = Clock.objects.filter(next_at__lt=now - ON_TIME)
    if waiting := held.count():
        oldest = held.order_by("next_at").values_list("next_at", flat=True)[0]
        found.append(f"{waiting} clocks were not fired, the oldest since {oldest:%Y-%m-%d %H:%M} UTC.")
    for row in Machine.objects.exclude(leapt_at=None):
        found.append(
            f"The wall clock of a machine leapt by {row.leap_seconds:+.0f} s (seen {row.looked_at:%Y-%m-%d %H:%M} UTC):"
            " nothing fires until the leap has lasted two minutes, or is taken back."
        )
    return found
