from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.plumbing import work
from twiza.config import health
from twiza.plumbing import facts
from twiza.plumbing.api import announce
from twiza.plumbing.models import FactRow, Heartbeat
from twiza.search.api import catch_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive():
    """A worker, and an index that it keeps."""
    catch_up(timezone.now())
    return Heartbeat.objects.create(worker="elsewhere/abc/1/1", at=timezone.now())


def ask(client):
    answer = client.get("/healthz")
    return answer.status_code, answer.json()


def test_all_is_well(client, alive):
    parts = {"web": "ok", "database": "ok", "worker": "ok", "index": "ok"}
    assert ask(client) == (200, {"status": "ok", "parts": parts, "reasons": []})
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_without_a_worker_it_says_so(client, alive):
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=61))
    status, answer = ask(client)
    assert (status, answer["status"], answer["parts"]["worker"]) == (503, "failing", "failing")
    assert answer["reasons"] == ["No worker was seen in the last 60 seconds: start `twiza work`."]


def test_facts_that_wait_too_long_make_the_index_doubtful(client, alive, monkeypatch):
    monkeypatch.setattr(facts, "_wired", {work.Rung: [work.on_rung]})
    with transaction.atomic():
        announce(work.Rung())
    assert ask(client)[0] == 200
    FactRow.objects.update(at=timezone.now() - timedelta(minutes=11))
    status, answer = ask(client)
    assert (status, answer["parts"]["index"]) == (503, "failing")


def test_a_database_that_fails_is_a_reason_not_an_error(client, alive, monkeypatch):
    def away(now):
        raise DatabaseError("the disk is full")

    monkeypatch.setitem(health.PARTS, "database", away)
    status, answer = ask(client)
    assert (status, answer["parts"]["database"], answer["reasons"]) == (503, "failing", ["database: the disk is full"])
