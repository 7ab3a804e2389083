"""The calendar, in a country that changes its clock for Ramadan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from twiza.plumbing import calendar
from twiza.plumbing.api import list_jobs
from twiza.plumbing.background import job
from twiza.plumbing.calendar import rhythm, tick
from twiza.plumbing.models import CalendarEntry


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment", "due"),
    [
        ("5 minutes", "2026-11-23 09:02:10", "2026-11-23 09:05"),
        ("*/5 minutes", "2026-11-23 09:05:00", "2026-11-23 09:10"),
        ("1 minutes", "2026-11-23 09:05:00", "2026-11-23 09:06"),
        ("60 minutes", "2026-11-23 23:30", "2026-11-24 00:00"),
        ("03:00", "2026-11-23 01:00", "2026-11-23 02:00"),  # Morocco is an hour ahead of UTC
        ("03:00", "2026-11-23 02:00", "2026-11-24 02:00"),
        ("daily 03:00", "2026-11-23 02:01", "2026-11-24 02:00"),
        ("friday 03:00", "2026-11-23 02:00", "2026-11-27 02:00"),
        ("monday 10:00", "2026-11-23 09:00", "2026-11-30 09:00"),
        # Ramadan 2026: the clock goes from 03:00 back to 02:00 on 15 February …
        ("12:00", "2026-02-14 12:00", "2026-02-15 12:00"),
        ("12:00", "2026-02-14 10:00", "2026-02-14 11:00"),
        # … 02:30 comes twice that night, and counts the first time …
        ("02:30", "2026-02-14 12:00", "2026-02-15 01:30"),
        ("02:30", "2026-02-15 01:30", "2026-02-16 02:30"),
        # … and on 22 March it goes from 02:00 on to 03:00: 02:30 is then an hour later by the clock, once.
        ("02:30", "2026-03-21 12:00", "2026-03-22 02:30"),
        ("02:30", "2026-03-22 02:30", "2026-03-23 01:30"),
        ("03:00", "2026-03-21 12:00", "2026-03-22 02:00"),
    ],
)
def test_when_a_rhythm_comes_next(text, moment, due):
    assert rhythm(text).after(utc(moment)) == utc(due)


def test_a_daily_job_comes_once_on_each_day_of_a_year():
    moment, days = utc("2026-01-01 00:00"), []
    for _day in range(365):
        moment = rhythm("02:30").after(moment)
        days.append(moment.astimezone(calendar.MOROCCO).date())
    assert len(set(days)) == 365
    assert (days[-1] - days[0]).days == 364


@pytest.mark.parametrize("text", ["", "0 minutes", "99999 minutes", "25:00", "funday 03:00", "3:00", "hourly"])
def test_what_is_not_a_rhythm_is_said_at_once(text):
    with pytest.raises(ValueError):
        rhythm(text)


def nothing() -> None:
    """The job of these tests."""


@pytest.fixture
def clock_job(monkeypatch):
    made = job()(nothing)
    monkeypatch.setattr(calendar, "_calendar", {made.name: (rhythm("60 minutes"), made)})
    return made


@pytest.mark.django_db
class TestTick:
    def test_it_fires_when_due_and_once(self, now, clock_job):
        assert tick(now) == 0
        assert tick(now + timedelta(minutes=59)) == 0
        assert tick(now + timedelta(minutes=60)) == 1
        assert tick(now + timedelta(minutes=60)) == 0
        assert tick(now + timedelta(minutes=119)) == 0
        assert tick(now + timedelta(minutes=120)) == 1
        assert [card.name for card in list_jobs().items] == [clock_job.name] * 2

    def test_after_a_long_sleep_it_fires_once(self, now, clock_job):
        tick(now)
        monday = now + timedelta(days=7, minutes=5)
        assert tick(monday) == 1
        assert tick(monday) == 0
        entry = CalendarEntry.objects.get()
        assert (entry.last_at, entry.due_at) == (monday, now + timedelta(days=7, hours=1))

    def test_a_new_rhythm_counts_from_now(self, now, clock_job, monkeypatch):
        tick(now)
        monkeypatch.setattr(calendar, "_calendar", {clock_job.name: (rhythm("5 minutes"), clock_job)})
        tick(now)
        assert tick(now + timedelta(minutes=5)) == 1
