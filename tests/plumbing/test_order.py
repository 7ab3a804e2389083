"""What the plumbing says when something is stuck, and what it forgets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tests.make.plumbing import letter
from tests.plumbing import work
from twiza.plumbing import checks, facts, jobs
from twiza.plumbing.api import announce, checked, deliver, discover, run_checks, run_due, within_rate
from twiza.plumbing.models import Delivery, FactRow, JobRun, Letter, RateCount

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_nothing_stuck_nothing_said(now):
    work.quick.enqueue(name="bread")
    letter()
    run_due(now)
    assert jobs.jobs_stuck(now) == jobs.deliveries_given_up(now) == jobs.letters_given_up(now) == []


def test_failed_and_late_jobs_are_named(now, caplog):
    failed = work.failing.enqueue(name="oven")
    for minute in range(3):
        run_due(now + timedelta(minutes=minute))
    late = work.quick.enqueue(name="late")
    JobRun.objects.filter(pk=late.pk).update(created_at=now - DAY)
    long = work.quick.enqueue(name="long")
    JobRun.objects.filter(pk=long.pk).update(status="running", started_at=now - DAY)
    assert jobs.jobs_stuck(now) == [
        f"Job {failed.pk} ({work.failing.name}) failed 3 times: ValueError: the oven is cold",
        f"Job {long.pk} ({work.quick.name}) has been running since 2026-11-22 09:00 UTC.",
        f"Job {late.pk} ({work.quick.name}) waits since 2026-11-22 09:00 UTC.",
    ]


def test_letters_and_facts_given_up_are_named(now, monkeypatch):
    row = letter("code/7")
    Letter.objects.update(given_up_at=now, error="ConnectionError: no route")
    assert jobs.letters_given_up(now) == [f"Letter {row.reference} was not sent: ConnectionError: no route"]
    monkeypatch.setattr(facts, "_wired", {work.Rung: [work.on_rung]})
    with transaction.atomic():
        announce(work.Rung())
    FactRow.objects.update(at=now - DAY)
    assert jobs.deliveries_given_up(now) == ["1 facts wait, the oldest since 2026-11-22 09:00 UTC."]
    Delivery.objects.update(given_up_at=now, error="no oil")
    fact = FactRow.objects.get()
    assert jobs.deliveries_given_up(now) == [f"Rung {fact.pk} did not reach tests.plumbing.work.on_rung: no oil"]


def test_checks_run_by_name_and_a_broken_one_hides_no_other(now, monkeypatch):
    discover()
    monkeypatch.setattr(checks, "_checks", {})

    @checked("bread is baked")
    def bread(moment):
        return [f"No bread at {moment.isoformat()}."]

    @checked("a check that breaks")
    def broken(moment):
        raise ValueError("no scale")

    found = {done.name: done.differences for done in run_checks(now)}
    assert found == {
        "a check that breaks": ["The check itself failed: ValueError: no scale"],
        "bread is baked": [f"No bread at {now.isoformat()}."],
    }


def test_old_rows_go_and_what_is_still_needed_stays(now, monkeypatch, caplog):
    monkeypatch.setattr(facts, "_wired", {work.Rung: [nothing]})
    for _bell in range(2):
        with transaction.atomic():
            announce(work.Rung())
        deliver(now)
    FactRow.objects.update(at=now - 91 * DAY)
    done, failed = work.quick.enqueue(name="done"), work.failing.enqueue(name="oven")
    JobRun.objects.filter(pk=done.pk).update(status="done", ended_at=now - 31 * DAY)
    JobRun.objects.filter(pk=failed.pk).update(status="failed", ended_at=now - 31 * DAY)
    DBTaskResult.objects.update(status="SUCCESSFUL", enqueued_at=now - 9 * DAY)
    Delivery.objects.filter(fact=FactRow.objects.last()).update(done_at=None)
    letter()
    within_rate("old", most=1, seconds=60, now=now - 9 * DAY)
    within_rate("new", most=1, seconds=60, now=now)
    jobs.prune(now=now)
    assert FactRow.objects.count() == 1, "the one still on its way stays"
    assert [run.pk for run in JobRun.objects.all()] == [failed.pk]
    assert DBTaskResult.objects.count() == 0
    assert Letter.objects.count() == 1
    assert [row.key for row in RateCount.objects.all()] == ["new/60"]


def nothing(fact: work.Rung) -> None:
    """A reaction that has nothing to do."""
