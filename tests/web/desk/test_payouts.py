"""The room of what goes out: every address walked by strangers, a payout by two persons, a refund, a hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.ordering import Seller, a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.people import make_person
from tests.make.settlement import a_received_part, a_settled_seller, hear_all, line_ids
from tests.web.rooms import Row, walk_desk_room
from twiza.ledger.api import balance
from twiza.people.api import Person, Role
from twiza.settlement import api as settlement
from twiza.web.desk.payouts.urls import patterns

pytestmark = pytest.mark.django_db


@dataclass
class Paid:
    """A part that Salma paid at the door, its seller, and the run that would pay it out."""

    part: Any
    seller: Seller
    run: settlement.PayoutRun | None = None


@pytest.fixture
def omar(db) -> Person:
    return make_person(email="omar@twiza.example", name="عمر العلوي", role=Role.DESK)


@pytest.fixture
def paid(settings, fatima) -> Paid:
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    seller = a_settled_seller(fatima, {"variant": {"price_centimes": 120_00}})
    return Paid(a_received_part(seller, now=timezone.now() - timedelta(days=40)), seller)


@pytest.fixture
def prepared(paid) -> Paid:
    now = timezone.now()
    settlement.release_parts(now=now)
    paid.run = settlement.prepare_payouts(on=now.date(), now=now)
    return paid


def desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_room_is_the_desks_alone(prepared, nadia, brahim, youssef, fatima) -> None:
    order, part = prepared.part.order.number, prepared.part.number
    settlement.hold_part(part_number=part, reason="a complaint", reference="case:1", now=timezone.now(), by=nadia)
    refund = settlement.decide_refund(
        part_id=prepared.part.pk,
        items={line_ids(prepared.part)[0]: 10_00},
        reason="gesture",
        way="cash",
        by=nadia,
        now=timezone.now(),
    )
    payout = settlement.payouts_of_run(prepared.run.pk).items[0]
    rows = {
        "payouts": Row(queries=12, size=16_000),
        "payouts-prepare": Row(button=True),
        "payouts-run": Row([prepared.run.pk], queries=9, size=16_000),
        "payouts-approve": Row([prepared.run.pk], button=True),
        "payouts-release": Row([prepared.run.pk], button=True),
        "payouts-one": Row([payout.payout_id], queries=10, size=16_000),
        "refunds": Row(queries=10, size=16_000),
        "refunds-one": Row([refund.pk], queries=8, size=16_000),
        "refunds-part": Row([order, part], queries=20, size=24_000, post={"reason": "gesture", "way": "cash"}),
        "refunds-hold": Row([order, part], button=True, post={"reason": "mine"}),
        "holds": Row(queries=8, size=16_000),
        "holds-lift": Row(button=True, post={"reference": "case:1"}),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, youssef, fatima])


def test_a_payout_takes_two_persons(prepared, nadia, omar) -> None:
    address = f"/en/desk/payouts/{prepared.run.pk}/"
    page = desk(nadia).post(address + "approve/", follow=True).content.decode()
    assert "Somebody else must release it now" in page
    page = desk(nadia).post(address + "release/", follow=True).content.decode()
    assert "Whoever approved the payouts can" in page
    assert "somebody else must release them" in page
    page = desk(omar).post(address + "release/", follow=True).content.decode()
    assert "on its way" in page
    # 120 DH, less 5 % commission and 20 % VAT on it.
    assert balance("transfers:in_transit") == -(120_00 - 6_00 - 1_20)


def test_an_empty_market_says_so(nadia) -> None:
    client = desk(nadia)
    assert "No payout was prepared yet." in client.get("/en/desk/payouts/").content.decode()
    assert "No refund is here." in client.get("/en/desk/refunds/").content.decode()
    assert "Nothing is kept" in client.get("/en/desk/holds/").content.decode()
    page = client.post("/en/desk/payouts/prepare/", follow=True).content.decode()
    assert "nothing was due" in page


def refund_form(part: Any, **typed: str) -> dict[str, str]:
    return {"key": "k1", "reason": "defect", "way": "cash", "borne_by": "cooperative", "note": ""} | typed


def test_half_a_line_goes_back_once_however_often_it_is_sent(paid, nadia) -> None:
    line = f"line_{line_ids(paid.part)[0]}"
    address = f"/fr/desk/orders/{paid.part.order.number}/{paid.part.number}/money/"
    client = desk(nadia)
    for _click in range(2):
        answer = client.post(address, refund_form(paid.part, **{line: "60"}), follow=True)
        assert answer.status_code == 200
    hear_all(timezone.now())
    assert settlement.part_money(paid.part.pk).refunded == 60_00
    assert balance("buyer:refunds") == -60_00
    page = client.get("/fr/desk/refunds/").content.decode()
    assert page.count("TR-") >= 1


def test_too_much_is_refused_and_what_was_typed_is_kept(paid, nadia) -> None:
    line = f"line_{line_ids(paid.part)[0]}"
    address = f"/en/desk/orders/{paid.part.order.number}/{paid.part.number}/money/"
    answer = desk(nadia).post(address, refund_form(paid.part, **{line: "120,01"}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "can still be given back" in page
    assert "120,01" in page
    answer = desk(nadia).post(address, refund_form(paid.part, **{line: "abc"}))
    assert "Write an amount in dirhams" in answer.content.decode()
    assert settlement.part_money(paid.part.pk).refunded == 0


def test_money_is_kept_and_let_go(paid, nadia) -> None:
    order, part = paid.part.order.number, paid.part.number
    client = desk(nadia)
    client.post(f"/en/desk/orders/{order}/{part}/hold/", {"reason": "A jar came broken"})
    page = client.get("/en/desk/holds/").content.decode()
    assert "A jar came broken" in page
    (hold,) = settlement.holds()
    client.post("/en/desk/holds/lift/", {"reference": hold.reference})
    assert settlement.holds() == []
    page = client.post(f"/en/desk/orders/{order}/{part}/hold/", {"reason": ""}, follow=True).content.decode()
    assert "Say why" in page
