"""Clocks: started once, reminded, fired once, late and said so; stopped, moved; never by a clock that leapt."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.conftest import NOW
from tests.make.clocks import KIND, REFUND, a_clock
from twiza.clocks.actions.tick_clocks import Overtaken, _take
from twiza.clocks.actions.watch_machine import watch_machine
from twiza.clocks.adapters.machine import Reading, reading
from twiza.clocks.api import (
    Clock,
    Ticked,
    UnknownKind,
    clock_by_reference,
    clock_counts,
    clocks_of,
    move_clock,
    name_kind,
    open_clocks,
    start_clock,
    stop_clock,
    tick_clocks,
)
from twiza.clocks.jobs import clocks_fire
from twiza.clocks.models import Machine
from twiza.plumbing.api import run_due
from twiza.plumbing.models import AuditRow, FactRow

pytestmark = pytest.mark.django_db
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def news() -> list[tuple[str, str, int]]:
    """What was announced: kind of fact, reference, and its step or how late it is."""
    rows = FactRow.objects.filter(kind__in=["ClockDue", "ClockReminder"]).order_by("pk")
    return [(r.kind, r.fields["reference"], r.fields.get("late_seconds", r.fields.get("step"))) for r in rows]


def test_it_reminds_fires_once_and_is_met_late() -> None:
    first = a_clock(now=NOW, remind_at=[NOW + DAY, NOW + 36 * HOUR, NOW - DAY, NOW + 3 * DAY], rule_id="house.x")
    assert a_clock(now=NOW + HOUR, due_in=9 * DAY).pk == first.pk
    assert Clock.objects.get().due_at == NOW + 2 * DAY
    assert tick_clocks(now=NOW + DAY - MINUTE) == Ticked()
    assert tick_clocks(now=NOW + DAY) == Ticked(reminded=1)
    assert tick_clocks(now=NOW + DAY) == Ticked()
    (view,) = clocks_of(["part:TW-1"], now=NOW + DAY)["part:TW-1"]
    assert (view.state, view.left_seconds, view.late_seconds, view.words) == ("reminded", 86400, 0, "Promise of a test")
    assert tick_clocks(now=NOW + 36 * HOUR) == Ticked(reminded=1)
    assert tick_clocks(now=NOW + 2 * DAY + 2 * MINUTE) == Ticked(fired=1)
    assert tick_clocks(now=NOW + 2 * DAY + 2 * MINUTE) == Ticked()
    assert news() == [("ClockReminder", "tests:1", 1), ("ClockReminder", "tests:1", 2), ("ClockDue", "tests:1", 120)]
    assert stop_clock(reference="tests:1", how="met", now=NOW + 3 * DAY)
    assert not stop_clock(reference="tests:1", how="met", now=NOW + 4 * DAY)
    (view,) = clocks_of(["part:TW-1"], now=NOW + 9 * DAY)["part:TW-1"]
    assert (view.state, view.late_seconds, view.fired_late_seconds) == ("met", 86400, 120)


def test_a_worker_down_two_days_fires_late_once_and_says_how_late() -> None:
    a_clock(now=NOW, due_in=HOUR, remind_at=[NOW + MINUTE, NOW + 2 * MINUTE])
    a_clock("tests:2", now=NOW, due_in=9 * DAY, remind_at=[NOW + HOUR, NOW + DAY, NOW + 8 * DAY])
    run_due(NOW + MINUTE)  # the calendar begins; nothing was due at its last whole minute
    before = news()
    run_due(NOW + 2 * DAY + HOUR)
    run_due(NOW + 2 * DAY + 2 * HOUR)
    # Of the reminders that were missed one is sent, the last; the clock that is over is not reminded of any more.
    assert news()[len(before) :] == [("ClockDue", "tests:1", 2 * 86400), ("ClockReminder", "tests:2", 2)]
    assert clock_by_reference("tests:1", now=NOW + 3 * DAY).fired_late_seconds == 2 * 86400


def test_one_due_in_the_past_fires_at_the_next_tick() -> None:
    a_clock(now=NOW, due_in=-9 * DAY, remind_at=[NOW - 10 * DAY, NOW + DAY])
    (view,) = clocks_of(["part:TW-1"], now=NOW)["part:TW-1"]
    assert (view.state, view.late_seconds) == ("due", 9 * 86400)
    tick_clocks(now=NOW)
    assert news() == [("ClockDue", "tests:1", 9 * 86400)]


def test_stopped_it_never_fires_and_moved_it_fires_at_its_new_moment() -> None:
    for n, how in enumerate(["met", "cancelled", "replaced"]):
        a_clock(f"tests:{n}", now=NOW, due_in=HOUR)
        assert stop_clock(reference=f"tests:{n}", how=how, now=NOW)
    a_clock("tests:moved", now=NOW, due_in=2 * HOUR, remind_at=[NOW + HOUR])
    assert move_clock(reference="tests:moved", due_at=NOW + 4 * HOUR, why="the carrier's strike", now=NOW)
    assert not move_clock(reference="tests:0", due_at=NOW + 4 * HOUR, why="", now=NOW)
    assert tick_clocks(now=NOW + 2 * HOUR) == Ticked()
    assert tick_clocks(now=NOW + 3 * HOUR) == Ticked(reminded=1)
    assert tick_clocks(now=NOW + 4 * HOUR) == Ticked(fired=1)
    assert AuditRow.objects.get(verb="move").note == "the carrier's strike"
    assert move_clock(reference="tests:moved", due_at=NOW + 6 * HOUR, why="again", now=NOW + 5 * HOUR)
    assert tick_clocks(now=NOW + 6 * HOUR) == Ticked(fired=1)
    states = {v.reference: v.state for v in clocks_of(["part:TW-1"], now=NOW + 7 * HOUR)["part:TW-1"]}
    assert states == {"tests:0": "met", "tests:1": "cancelled", "tests:moved": "due"}


def test_a_kind_is_named_first_and_once() -> None:
    with pytest.raises(UnknownKind):
        a_clock(now=NOW, kind="tests.nobody")
    with pytest.raises(ValueError, match="twice"):
        name_kind(KIND, "Another", owed_by="buyer")
    with pytest.raises(ValueError, match="lost"):
        stop_clock(reference="tests:1", how="lost", now=NOW)


def test_what_must_never_be_false_the_database_refuses() -> None:
    row = a_clock(now=NOW)
    for wrong in (
        {"fired_at": NOW, "next_at": None},  # before it is due
        {"next_at": None},  # neither waits nor is over
        {"ended_at": NOW, "next_at": None},  # and not how
        {"next_at": NOW + 9 * DAY},  # after it is due
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Clock.objects.filter(pk=row.pk).update(**wrong)


def test_many_are_fired_in_bounded_steps_until_none_is_left() -> None:
    for n in range(7):
        a_clock(f"tests:{n}", now=NOW, due_in=n * MINUTE)
    assert tick_clocks(now=NOW + HOUR, most=4, batch=2) == Ticked(fired=4, more=True)
    with CaptureQueriesContext(connection) as spent:
        assert tick_clocks(now=NOW + HOUR, most=4, batch=4) == Ticked(fired=3)
    assert len(spent) <= 6
    assert [reference for _kind, reference, _late in news()] == [f"tests:{n}" for n in range(7)]


def test_of_two_workers_one_fires() -> None:
    """The other one read the same rows before: its batch is given up, and only what is left is its own."""
    first, second = a_clock("tests:1", now=NOW, due_in=HOUR), a_clock("tests:2", now=NOW, due_in=HOUR)
    reminded = a_clock("tests:3", now=NOW, due_in=DAY, remind_at=[NOW + HOUR])
    later = NOW + HOUR
    _take([first], later)
    for stale in ([first, second], [first]):
        with pytest.raises(Overtaken):
            _take(stale, later)
    assert tick_clocks(now=later) == Ticked(fired=1, reminded=1)
    with pytest.raises(Overtaken):
        _take([reminded], later)
    assert sorted(news()) == [("ClockDue", "tests:1", 0), ("ClockDue", "tests:2", 0), ("ClockReminder", "tests:3", 1)]


def test_a_leap_of_the_wall_clock_fires_nothing_until_it_has_lasted() -> None:
    def look(wall: datetime, seconds: float, boot: str = "a") -> bool:
        return watch_machine(seen=Reading(boot, seconds), now=wall)

    assert look(NOW, 1000)
    assert look(NOW + MINUTE, 1060)
    assert look(NOW + 2 * DAY, 1060 + 2 * 86400 - 60)  # two days asleep: the counter went on as well
    base, at = NOW + 2 * DAY, 1060 + 2 * 86400 - 60
    assert not look(base + 30 * DAY, at + 60)  # a month in a minute
    assert not look(base + 30 * DAY + MINUTE, at + 120)
    assert "leapt by" in clocks_fire(base + MINUTE)[0]
    assert look(base + 3 * MINUTE, at + 180)  # taken back: never believed
    assert clocks_fire(base) == []
    assert not look(base + 5 * HOUR, at + 240)
    assert not look(base + 5 * HOUR + MINUTE, at + 300)
    assert look(base + 5 * HOUR + 2 * MINUTE, at + 360)  # it lasted two minutes: this is the time
    assert look(base + 5 * HOUR + 3 * MINUTE, at + 420)
    assert not look(base, at + 480)  # and back
    assert look(NOW - 300 * DAY, 5, boot="another machine, just started")
    assert list(AuditRow.objects.order_by("pk").values_list("verb", flat=True)) == [
        *("leap", "leap_taken_back", "leap", "leap_confirmed", "leap")
    ]


def test_the_tick_of_a_worker_holds_while_the_clock_leaps(monkeypatch) -> None:
    from django.utils import timezone

    from twiza.clocks import jobs

    now = timezone.now()
    a_clock(now=now, due_in=-HOUR)
    seen = reading()
    assert jobs.tick(now=now, run_id=1) == {"fired": 1, "reminded": 0}
    a_clock("tests:2", now=now, due_in=-HOUR)
    Machine.objects.filter(boot=seen.boot).update(offset_seconds=now.timestamp() - seen.seconds - 86400)
    assert "leapt" in str(jobs.tick(now=now, run_id=2))
    said = clocks_fire(now)[-1]
    leap = re.search(r"leapt by \+(\d+) s", said)
    assert leap, said
    assert abs(int(leap[1]) - 86_400) < 60, said  # how long the test itself has taken is in it
    assert [reference for _kind, reference, _late in news()] == ["tests:1"]


def test_what_waits_too_long_is_said() -> None:
    a_clock(now=NOW, due_in=HOUR)
    assert clocks_fire(NOW + HOUR + 4 * MINUTE) == []
    assert clocks_fire(NOW + HOUR + 6 * MINUTE) == ["1 clocks were not fired, the oldest since 2026-11-23 10:00 UTC."]


def test_pages_read_them_in_constant_queries_and_from_a_key() -> None:
    for n in range(5):
        a_clock(f"tests:{n}", now=NOW, due_in=(n - 2) * DAY, kind=REFUND if n % 2 else KIND, subject=f"part:{n}")
    with CaptureQueriesContext(connection) as spent:
        found = clocks_of([f"part:{n}" for n in range(6)], now=NOW)
    assert len(spent) == 1
    assert [len(rows) for rows in found.values()] == [1, 1, 1, 1, 1, 0]
    shown, after = [], None
    while True:
        page = open_clocks(now=NOW, after=after, page_size=2)
        shown += [view.reference for view in page.items]
        if (after := page.next) is None:
            break
    assert shown == [f"tests:{n}" for n in range(5)]
    assert [v.reference for v in open_clocks(now=NOW, kind=REFUND).items] == ["tests:1", "tests:3"]
    assert [v.reference for v in open_clocks(now=NOW, owed_by="platform", overdue=True).items] == ["tests:1"]
    counts = {c.kind: (c.open, c.overdue, c.oldest) for c in clock_counts(now=NOW)}
    assert counts[KIND] == (3, 2, NOW - 2 * DAY)
    assert counts[REFUND] == (2, 1, NOW - DAY)


class AnyOrder(TestCase):
    """Whatever is done in whatever order, a due moment fires once, never early, and never after it was stopped."""

    @settings(max_examples=20, deadline=None)
    @given(
        steps=st.lists(
            st.tuples(st.sampled_from(["start", "stop", "move", "tick"]), st.integers(0, 1), st.integers(-3, 6)),
            max_size=14,
        )
    )
    def test_it_holds(self, steps) -> None:
        FactRow.objects.all().delete()
        Clock.objects.all().delete()
        now, armed, fired = NOW, {}, []
        for verb, which, hours in steps:
            now, reference = now + HOUR, f"any:{which}"
            due = now + hours * HOUR
            if verb == "start":
                known = Clock.objects.filter(reference=reference).exists()
                start_clock(reference=reference, kind=KIND, subject="part:1", due_at=due, now=now)
                if not known:
                    armed[reference] = due
            elif verb == "stop" and stop_clock(reference=reference, how="met", now=now):
                armed.pop(reference, None)
            elif (
                verb == "move" and Clock.objects.filter(reference=reference, ended_at=None).exclude(due_at=due).exists()
            ):
                assert move_clock(reference=reference, due_at=due, why="", now=now)
                armed[reference] = due
            elif verb == "tick":
                tick_clocks(now=now)
                expected = sorted(r for r, at in armed.items() if at <= now)
                fired += expected
                armed = {r: at for r, at in armed.items() if at > now}
            assert sorted(reference for _kind, reference, _late in news()) == sorted(fired)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads of one SQLite test share a connection")
@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_the_same_moment_fire_each_clock_once() -> None:
    from tests.plumbing.test_rivals import together

    for n in range(60):
        a_clock(f"tests:{n}", now=NOW, due_in=HOUR)
    done = together(lambda: tick_clocks(now=NOW + HOUR, batch=7))
    assert sum(ticked.fired for ticked in done) == 60
    assert sorted(reference for _kind, reference, _late in news()) == sorted(f"tests:{n}" for n in range(60))
