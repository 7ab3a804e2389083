"""The cooperative's side: what comes back is received, a claim answered, another piece sent; nobody else's business."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import NOW
from tests.make.cooperatives import join_team
from tests.make.ordering import a_carrier
from tests.make.people import make_person
from tests.make.protection import a_confirmed_part, withdraw
from tests.make.settlement import a_settled_seller, line_ids
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.kernel.periods import day_of
from twiza.protection import api as protection
from twiza.web.workshop.returns.urls import patterns
from twiza.web.workshop.talk.urls import patterns as talk


@pytest.fixture
def world(db, fatima):
    a_carrier()
    seller = a_settled_seller(fatima, {}, {})
    part = a_confirmed_part(seller, {variant.pk: 2 for variant in seller.variants}, way="cash")
    first, second = line_ids(part)
    back = withdraw(part, {first: 1})
    claim = protection.claim_guarantee(
        part=part,
        line_id=second,
        quantity=1,
        kind="defect",
        defect="broken",
        found_on=day_of(NOW),
        remedy="replace",
        refund_way="cash",
        key="claim",
        by=None,
        now=NOW,
    )
    again = protection.order_replacement(part=part, items={second: 1}, reason="cassé", key="again", by=None, now=NOW)
    return seller, part, back, claim, again


def rows(back, claim, again) -> dict[str, Row]:
    return {
        "returns": Row((), queries=16),
        "return": Row((back.number,), queries=16),
        "return-receive": Row((back.number,), button=True),
        "return-photo": Row((back.number, 1), button=True),
        "guarantee": Row((claim.number,), queries=16),
        "guarantee-answer": Row((claim.number,), button=True, post={"answer": "deny", "text": "non"}),
        "guarantee-done": Row((claim.number,), button=True),
        "guarantee-photo": Row((claim.number, 1), button=True),
        "replacement": Row((again.number,), queries=18),
        "do-replacement": Row((again.number, "send"), button=True),
    }


def test_the_room_is_the_teams_alone(world, hassan, brahim):
    seller, part, back, claim, again = world
    slug = seller.cooperative.slug
    own = rows(back, claim, again)
    pages = [pattern for pattern in patterns if not str(pattern.name).endswith("-photo")]
    other = a_settled_seller(hassan)
    walk_workshop_room(
        pages,
        {name: row for name, row in own.items() if not name.endswith("-photo")},
        slug=slug,
        insider=seller.manager,
        others=[hassan, brahim],
    )
    walk_own_number_of_another(patterns, own, slug=other.cooperative.slug, manager=hassan)
    treasurer = make_person()
    join_team(seller.cooperative, treasurer, "treasurer", by=seller.manager)
    client = Client()
    client.force_login(treasurer)
    assert client.get(f"/fr/workshop/{slug}/returns/{back.number}/").status_code == 200
    assert client.post(f"/fr/workshop/{slug}/returns/{back.number}/receive/").status_code == 404
    assert client.get(f"/fr/workshop/{slug}/talk/{part.number}/").status_code == 404
    message = Row((part.number, 1, 1), button=True)
    walk_own_number_of_another(
        talk, {"talk": Row((part.number,)), "talk-file": message}, slug=other.cooperative.slug, manager=hassan
    )


def test_received_answered_sent_again(world):
    seller, part, back, claim, again = world
    client, home = Client(), f"/fr/workshop/{seller.cooperative.slug}/"
    client.force_login(seller.manager)
    for show in ("withdrawals", "guarantees", "replacements", "late"):
        assert client.get(f"{home}returns/?show={show}").status_code == 200
    assert f"{home}returns/" in client.get(home).content.decode()
    refused = client.post(f"{home}returns/{back.number}/receive/", {"disputed": "on"})
    assert refused.status_code == 422
    client.post(f"{home}returns/{back.number}/receive/", {"disputed": "on", "condition": "ouvert"})
    silent = client.post(f"{home}guarantees/{claim.number}/answer/", {"answer": "deny", "text": ""})
    assert silent.status_code == 422
    client.post(f"{home}guarantees/{claim.number}/answer/", {"answer": "deny", "text": "usage anormal"})
    client.post(f"{home}replacements/{again.number}/send/", {"tracking": "ZZ 9"})
    for row in (back, claim, again):
        row.refresh_from_db()
    assert (back.condition, back.disputed) == ("ouvert", True)
    assert (claim.status, claim.answer) == ("denied", "usage anormal")
    assert (again.status, again.tracking) == ("sent", "ZZ 9")
    page = client.get(f"{home}orders/{part.number}/").content.decode()
    assert all(row.number in page for row in (back, claim, again))
