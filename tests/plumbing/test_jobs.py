"""Background jobs: once per key, tried again with patience, whole or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tests.plumbing import work
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing import background
from twiza.plumbing.api import job_card, list_audit, list_jobs, retry_job, run_due
from twiza.plumbing.models import AuditRow, JobRun
from twiza.plumbing.worker import put_back, run_next_job

pytestmark = pytest.mark.django_db


def notes(verb: str) -> int:
    return AuditRow.objects.filter(verb=verb).count()


def one(now) -> bool:
    return run_next_job(worker="w", clock=lambda: now)


def test_a_job_runs_once_and_is_done(now):
    run = work.quick.enqueue(name="bread")
    assert job_card(run.pk).status == "waiting"
    run_due(now)
    run_due(now)
    assert notes("bread") == 1
    card = job_card(run.pk)
    assert (card.status, card.attempts, card.ended_at, card.error) == ("done", 1, now, "")


def test_a_job_of_a_transaction_that_is_undone_never_runs(now):
    with transaction.atomic():
        work.quick.enqueue(name="bread")
        transaction.set_rollback(True)
    run_due(now)
    assert notes("bread") == 0
    assert JobRun.objects.count() == DBTaskResult.objects.count() == 0


def test_the_same_key_is_one_job(now):
    first = work.quick.enqueue(key="import/7", name="bread")
    assert work.quick.enqueue(key="import/7", name="other").pk == first.pk
    run_due(now)
    assert work.quick.enqueue(key="import/7", name="bread").pk == first.pk
    run_due(now)
    assert notes("bread") == 1
    assert notes("other") == 0


def test_the_worker_fills_now_and_keeps_the_result(now):
    run = work.clocked.enqueue(name="noon")
    run_due(now)
    assert job_card(run.pk).result == f"noon at {now.isoformat()}"


def test_a_job_for_later_waits(now):
    run = work.quick.enqueue(after=now + timedelta(hours=1), name="bread")
    run_due(now + timedelta(minutes=59))
    assert job_card(run.pk).status == "waiting"
    run_due(now + timedelta(minutes=60))
    assert job_card(run.pk).status == "done"


def test_failures_are_tried_again_with_growing_patience_and_then_given_up(now, caplog):
    run = work.failing.enqueue(name="oven")
    assert one(now)
    card = job_card(run.pk)
    assert (card.status, card.attempts, card.next_at) == ("waiting", 1, now + timedelta(seconds=10))
    assert card.error == "ValueError: the oven is cold"
    assert not one(now + timedelta(seconds=9))
    second = now + timedelta(seconds=10)
    assert one(second)
    assert job_card(run.pk).next_at == second + timedelta(seconds=20)
    third = second + timedelta(seconds=20)
    assert one(third)
    card = job_card(run.pk)
    assert (card.status, card.attempts, card.ended_at) == ("failed", 3, third)
    assert not one(third + timedelta(days=9))
    assert notes("oven") == 0, "an atomic job that fails leaves nothing"
    assert "the oven is cold" in caplog.text


def test_patience_ends_at_an_hour():
    waits = [int(background.wait_before(n).total_seconds()) for n in (1, 2, 3, 8, 9, 10, 99)]
    assert waits == [10, 20, 40, 1280, 2560, 3600, 3600]


def test_the_desk_can_have_a_failed_job_tried_again(now, caplog):
    run = work.failing.enqueue(name="oven")
    with pytest.raises(MoveRefused):
        retry_job(run_id=run.pk)
    for minute in range(3):
        one(now + timedelta(minutes=minute))
    assert job_card(run.pk).status == "failed"
    retry_job(run_id=run.pk, actor="Nadia")
    card = job_card(run.pk)
    assert (card.status, card.attempts, card.next_at) == ("waiting", 0, None)
    assert one(now + timedelta(minutes=5))
    assert job_card(run.pk).attempts == 1
    [row] = list_audit(verb="retry_job").items
    assert (row.actor, row.subject_id, row.before["attempts"]) == ("Nadia", str(run.pk), 3)
    with pytest.raises(NotFound):
        retry_job(run_id=0)


def test_a_job_whose_code_is_gone_fails_with_its_reason(now, caplog):
    run = work.quick.enqueue(name="bread")
    JobRun.objects.filter(pk=run.pk).update(name="twiza.nowhere.nothing")
    run_due(now)
    card = job_card(run.pk)
    assert card.status == "failed"
    assert "ModuleNotFoundError" in card.error


def test_a_job_whose_worker_is_gone_is_queued_again_at_once(now):
    run = work.quick.enqueue(name="bread")
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["gone"])
    JobRun.objects.update(status="running", worker="gone", attempts=1, started_at=now)
    assert put_back(now) == 1
    assert put_back(now) == 0
    run_due(now)
    assert (job_card(run.pk).status, job_card(run.pk).attempts, notes("bread")) == ("done", 2, 1)


def test_a_job_killed_between_its_two_claims_is_queued_again(now):
    run = work.quick.enqueue(name="bread")
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["gone"])
    assert put_back(now) == 1
    run_due(now)
    assert (job_card(run.pk).status, job_card(run.pk).attempts) == ("done", 1)


def test_a_job_that_kills_its_worker_each_time_fails_in_the_end(now):
    run = work.failing.enqueue(name="oven")
    for _death in range(3):
        DBTaskResult.objects.filter(status="READY").update(status="RUNNING", worker_ids=["gone"])
        run.refresh_from_db()
        JobRun.objects.update(status="running", worker="gone", attempts=run.attempts + 1, started_at=now)
        assert put_back(now) == 1
    card = job_card(run.pk)
    assert (card.status, card.error) == ("failed", "The worker was stopped in the middle.")
    assert not one(now + timedelta(days=1))


def test_what_an_overtaken_attempt_did_does_not_count(now, monkeypatch):
    run = work.quick.enqueue(name="bread")
    honest = work.quick.function

    def slow(name: str) -> None:
        honest(name)
        # Meanwhile the reaper thought this worker dead, and another one took the job.
        JobRun.objects.filter(pk=run.pk).update(attempts=2, worker="other")

    monkeypatch.setitem(background._jobs, work.quick.name, background.Job(slow, work.quick.name, 5, True))
    assert one(now)
    assert notes("bread") == 0
    # The same transaction held the other's claim in this test; what matters is that nothing was marked done.
    assert job_card(run.pk).status == "running"


def test_jobs_are_listed_newest_first_page_by_page(now, django_assert_num_queries):
    for number in range(5):
        work.quick.enqueue(name=f"job {number}")
    with django_assert_num_queries(1):
        page = list_jobs(page_size=2)
    assert [card.arguments["name"] for card in page.items] == ["job 4", "job 3"]
    page = list_jobs(page_size=2, after=page.next)
    assert [card.arguments["name"] for card in page.items] == ["job 2", "job 1"]
    page = list_jobs(page_size=2, after=page.next)
    assert ([card.arguments["name"] for card in page.items], page.next) == (["job 0"], None)
    assert list_jobs(status="failed").items == []
    assert len(list_jobs(name=work.quick.name).items) == 5
