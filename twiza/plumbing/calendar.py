"""The calendar: jobs that come back. An entry that is due becomes one `JobRun`, whatever the number of workers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import transaction

from twiza.kernel.periods import MOROCCO
from twiza.plumbing.background import Job
from twiza.plumbing.models import CalendarEntry

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_calendar: dict[str, tuple[Rhythm, Job]] = {}


@dataclass(frozen=True)
class Rhythm:
    """`5 minutes`, `03:00` (each day, hour of Morocco), `friday 03:00`."""

    text: str
    minutes: int = 0
    at: time = time(0)
    weekday: int | None = None

    def after(self, moment: datetime) -> datetime:
        """The first time strictly after the moment, in UTC."""
        moment = moment.astimezone(UTC)
        if self.minutes:
            step = self.minutes * 60
            return datetime.fromtimestamp((moment.timestamp() // step + 1) * step, UTC)
        day = moment.astimezone(MOROCCO).date()
        while True:
            # An hour that the change of clock skips comes an hour later; one that it repeats, the first time.
            due = datetime.combine(day, self.at, MOROCCO).astimezone(UTC)
            if due > moment and self.weekday in (None, day.weekday()):
                return due
            day += timedelta(days=1)


def rhythm(text: str) -> Rhythm:
    """Read `5 minutes`, `03:00`, `daily 03:00` or `friday 03:00`; ValueError otherwise."""
    if minutes := re.fullmatch(r"(?:\*/)?(\d+) minutes?", text):
        if not 1 <= int(minutes[1]) <= 1440:
            raise ValueError(f"not a rhythm: {text!r}")
        return Rhythm(text, minutes=int(minutes[1]))
    if hour := re.fullmatch(rf"(?:(daily|{'|'.join(DAYS)}) )?(\d\d:\d\d)", text):
        weekday = DAYS.index(hour[1]) if hour[1] in DAYS else None
        return Rhythm(text, at=time.fromisoformat(hour[2]), weekday=weekday)
    raise ValueError(f"not a rhythm: {text!r}")


def every(text: str, *, retries: int = 3, atomic: bool = True) -> Callable[[Callable[..., Any]], Job]:
    """Make a module-level function a job of the calendar; see `rhythm` for the text, `job` for the rest.

    After a time without workers it fires once, not once for each time missed.
    """
    from twiza.plumbing.background import job

    def make(function: Callable[..., Any]) -> Job:
        made = job(retries=retries, atomic=atomic)(function)
        _calendar[made.name] = (rhythm(text), made)
        return made

    return make


def tick(now: datetime) -> int:
    """Queue what is due; returns how many. Compare-and-set on the due time lets one worker of several win."""
    entries = {e.name: e for e in CalendarEntry.objects.all()}
    fired = 0
    for name, (beat, job) in _calendar.items():
        entry = entries.get(name)
        if entry is None:
            CalendarEntry.objects.get_or_create(name=name, defaults={"rule": beat.text, "due_at": beat.after(now)})
        elif entry.rule != beat.text:
            CalendarEntry.objects.filter(pk=entry.pk).update(rule=beat.text, due_at=beat.after(now))
        elif entry.due_at <= now:
            with transaction.atomic():
                ours = CalendarEntry.objects.filter(pk=entry.pk, due_at=entry.due_at)
                if ours.update(due_at=beat.after(now), last_at=now):
                    job.enqueue(key=f"{name[-110:]}@{entry.due_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
                    fired += 1
    return fired
