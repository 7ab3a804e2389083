"""Facts reach those who react to them, at least once, and failures wait their turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from tests.plumbing import work
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing import facts
from twiza.plumbing.api import announce, deliver, facts_backlog, list_deliveries, retry_delivery, run_due
from twiza.plumbing.models import AuditRow

pytestmark = pytest.mark.django_db
trouble: list[Exception] = []


def hears(fact: work.Rung) -> None:
    work.note("heard")


def stumbles(fact: work.Rung) -> None:
    work.note("stumbled")
    if trouble:
        raise trouble[0]


def heard(verb: str) -> int:
    return AuditRow.objects.filter(verb=verb).count()


@pytest.fixture(autouse=True)
def _wired(monkeypatch):
    monkeypatch.setattr(facts, "_wired", {work.Rung: [hears, stumbles]})
    trouble.clear()


def ring() -> None:
    with transaction.atomic():
        announce(work.Rung())


def test_each_reaction_hears_once(now):
    ring()
    assert facts_backlog().waiting == 2
    assert deliver(now) == 2
    assert deliver(now) == 0
    assert (heard("heard"), heard("stumbled")) == (1, 1)
    assert facts_backlog().waiting == 0


def test_what_was_undone_is_not_told(now):
    with transaction.atomic():
        announce(work.Rung())
        transaction.set_rollback(True)
    assert deliver(now) == 0


@pytest.mark.django_db(transaction=True)
def test_a_fact_is_announced_in_a_transaction_or_not_at_all():
    with pytest.raises(RuntimeError, match="Rung announced outside a transaction"):
        announce(work.Rung())


def test_one_that_stumbles_does_not_keep_the_other_and_is_tried_again(now, caplog):
    trouble.append(ValueError("no oil"))
    ring()
    moment, waits = now, []
    assert deliver(now) == 1
    for _attempt in range(9):
        [card] = list_deliveries().items
        waits.append(int((card.next_at - moment).total_seconds()))
        assert deliver(card.next_at - timedelta(seconds=1)) == 0
        moment = card.next_at
        assert deliver(moment) == 0
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512]
    [card] = list_deliveries(given_up=True).items
    assert (card.fact, card.attempts, card.error) == ("Rung", 10, "ValueError: no oil")
    assert card.reaction == f"{__name__}.stumbles"
    assert heard("stumbled") == 0, "what a failed reaction did is undone"
    assert (facts_backlog().waiting, facts_backlog().given_up) == (0, 1)
    trouble.clear()
    assert deliver(now + timedelta(days=9)) == 0
    retry_delivery(delivery_id=card.id, actor="Nadia")
    assert deliver(moment) == 1
    assert (heard("heard"), heard("stumbled")) == (1, 1)
    with pytest.raises(MoveRefused):
        retry_delivery(delivery_id=card.id)
    with pytest.raises(NotFound):
        retry_delivery(delivery_id=0)


def test_one_that_no_longer_exists_is_said_and_not_lost(now, monkeypatch, caplog):
    ring()
    monkeypatch.setattr(facts, "_wired", {work.Rung: [hears]})
    run_due(now)
    [card] = list_deliveries().items
    assert card.error.startswith("KeyError")
    assert heard("heard") == 1


def test_a_list_of_deliveries_is_one_query(now, django_assert_num_queries):
    for _bell in range(3):
        ring()
    with django_assert_num_queries(1):
        page = list_deliveries(page_size=4)
    assert len(page.items) == 4
    assert len(list_deliveries(page_size=4, after=page.next).items) == 2
