from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from twiza.clocks.facts import ClockDue, ClockReminder
from twiza.clocks.models import Clock
from twiza.clocks.terms import BATCH, MOST
from twiza.kernel.facts import Fact
from twiza.plumbing.api import announce_all


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many fired, how many only reminded, and whether more wait."""

    fired: int = 0
    reminded: int = 0
    more: bool = False


def tick_clocks(*, now: datetime, most: int = MOST, batch: int = BATCH) -> Ticked:
    """Fire what is due and remind of what comes, oldest first: at most `most` clocks, in short transactions.

    The clock and its news are written together, so a worker killed in between did nothing. Two workers: a batch in
    which another one took a clock is given up whole and tried clock by clock, and each clock is one worker's.
    """
    fired = reminded = seen = 0
    while seen < most:
        waiting = Clock.objects.filter(next_at__lte=now).order_by("next_at", "pk")
        rows = list(waiting[: min(batch, most - seen)])
        if not rows:
            break
        for taken in _taken(rows, now):
            fired += sum(isinstance(fact, ClockDue) for fact in taken)
            reminded += sum(isinstance(fact, ClockReminder) for fact in taken)
        seen += len(rows)
        if len(rows) < batch:
            break
    return Ticked(fired, reminded, seen >= most)


class Overtaken(Exception):
    """Another worker took a clock of this batch."""


def _taken(rows: list[Clock], now: datetime) -> Iterator[list[Fact]]:
    try:
        yield _take(rows, now)
        return
    except Overtaken:
        pass
    for row in rows:
        try:
            yield _take([row], now)
        except Overtaken:
            continue


@transaction.atomic
def _take(rows: list[Clock], now: datetime) -> list[Fact]:
    """Compare-and-set on `next_at`, which each firing, reminding, stopping and moving changes."""
    due = [row for row in rows if row.due_at <= now]
    soon = [row for row in rows if row.due_at > now]
    if due:
        same = Clock.objects.filter(pk__in=[row.pk for row in due], next_at__lte=now, due_at__lte=now)
        if same.update(fired_at=now, next_at=None, reminders=[]) != len(due):
            raise Overtaken
    said: list[Fact] = [
        ClockDue(reference=r.reference, kind=r.kind, subject=r.subject, late_seconds=_late(r, now)) for r in due
    ]
    for row in soon:
        said.append(_remind(row, now))
    announce_all(said)
    return said


def _late(row: Clock, now: datetime) -> int:
    return int((now - row.due_at).total_seconds())


def _remind(row: Clock, now: datetime) -> ClockReminder:
    """Of several reminders that were missed, one is sent: the last."""
    moments = [datetime.fromisoformat(text) for text in row.reminders]
    passed = sum(moment <= now for moment in moments)
    left = moments[passed:]
    same = Clock.objects.filter(pk=row.pk, next_at=row.next_at)
    if not same.update(steps=F("steps") + passed, reminders=row.reminders[passed:], next_at=min([*left, row.due_at])):
        raise Overtaken
    return ClockReminder(reference=row.reference, kind=row.kind, subject=row.subject, step=row.steps + passed)
