"""Several workers and callers at the same moment, as real threads on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from tests.make.plumbing import letter
from tests.plumbing import work
from twiza.plumbing import calendar, facts
from twiza.plumbing.api import announce, list_jobs, within_rate
from twiza.plumbing.calendar import rhythm, tick
from twiza.plumbing.facts import deliver
from twiza.plumbing.letters import send_letters
from twiza.plumbing.models import AuditRow, Delivery, JobRun, RateCount
from twiza.plumbing.worker import run_next_job
from twiza.search.api import Question, Searchable, find, index_many

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="threads of one SQLite test share a connection; test_worker.py does it with processes",
    ),
]
RIVALS = 8


def together(act: Callable[[], Any]) -> list[Any]:
    """What each of eight threads got that began at the same moment."""
    start = Barrier(RIVALS)

    def one(_number: int) -> Any:
        try:
            start.wait(10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(RIVALS) as pool:
        return list(pool.map(one, range(RIVALS)))


def test_one_job_is_run_by_one_of_eight_workers(now):
    for round in range(10):
        work.quick.enqueue(name=f"bread {round}")
        won = together(lambda: run_next_job(worker="w", clock=lambda: now))
        assert sum(won) == 1
        assert AuditRow.objects.filter(verb=f"bread {round}").count() == 1
    assert set(JobRun.objects.values_list("status", "attempts")) == {("done", 1)}


def test_one_key_is_one_job(now):
    runs = together(lambda: work.quick.enqueue(key="import/7", name="bread").pk)
    assert len(set(runs)) == 1


def test_one_letter_goes_once_and_one_reference_is_one_letter(now, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    assert len(set(together(lambda: letter("order/1").pk))) == 1
    assert sum(together(lambda: send_letters(now))) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_calendar_entry_fires_once(now, monkeypatch):
    made = work.quick
    monkeypatch.setattr(calendar, "_calendar", {made.name: (rhythm("60 minutes"), made)})
    assert together(lambda: tick(now)) == [0] * RIVALS
    for hour in range(1, 6):
        assert sum(together(lambda hour=hour: tick(now + timedelta(hours=hour)))) == 1
    assert len(list_jobs().items) == 5


def test_a_fact_reaches_each_reaction_once(now, monkeypatch):
    monkeypatch.setattr(facts, "_wired", {work.Rung: [quick_reaction]})
    with transaction.atomic():
        announce(work.Rung())
    assert sum(together(lambda: deliver(now))) == 1
    assert AuditRow.objects.filter(verb="heard").count() == 1
    assert Delivery.objects.get().done_at == now


def quick_reaction(fact: work.Rung) -> None:
    work.note("heard")


def test_a_limit_holds_for_eight_at_once(now):
    let_in = together(lambda: [within_rate("code/1", most=5, seconds=60, now=now) for _ in range(4)])
    assert sum(sum(row) for row in let_in) == 5
    assert RateCount.objects.get().count == 8 * 4


def test_the_same_things_are_indexed_by_eight_at_once(now):
    things = [Searchable("product", str(n), {"fr": f"Miel de thym {n}"}) for n in range(40)]
    together(lambda: index_many(reversed(things), now=now))
    together(lambda: index_many([Searchable("product", "1", {"fr": "Savon noir"})], now=now))
    assert find(Question("miel thym", kinds=("product",))).count == 39
    assert [hit.key for hit in find(Question("savon", kinds=("product",))).hits] == ["1"]
