"""The room of earnings: strangers find no door, and the figures add up as they are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.people import make_person
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.people.api import Role
from twiza.settlement import api as settlement
from twiza.web.workshop.earnings.urls import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller(settings, fatima):
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    return a_settled_seller(fatima, {"variant": {"price_centimes": 120_00}})


@pytest.fixture
def paid_out(seller, nadia):
    """One part of 120 DH received long ago, in a run that two persons released."""
    now = timezone.now()
    part = a_received_part(seller, now=now - timedelta(days=40))
    omar = make_person(email="omar@twiza.example", role=Role.DESK)
    settlement.release_parts(now=now)
    run = settlement.prepare_payouts(on=now.date(), now=now)
    settlement.approve_run(run_id=run.pk, by=nadia, now=now)
    settlement.release_run(run_id=run.pk, by=omar, now=now)
    return part


def rows_of(part) -> dict[str, Row]:
    payout = settlement.payouts_of_cooperative(part.cooperative_id).items[0]
    return {
        "earnings": Row(queries=12, size=16_000),
        "earnings-orders": Row(queries=14, size=16_000),
        "earnings-part": Row([part.number], queries=16, size=16_000),
        "earnings-report": Row(queries=14, size=24_000),
        "earnings-report-sheet": Row(["csv"], queries=8, size=4_000),
        "earnings-payout": Row([payout.payout_id], queries=12, size=16_000),
    }


def test_the_room_is_the_teams_alone(paid_out, seller, fatima, brahim, hassan, atlas) -> None:
    rows = rows_of(paid_out)
    walk_workshop_room(patterns, rows, slug=seller.cooperative.slug, insider=fatima, others=[brahim, hassan])
    numbered = {name: row for name, row in rows.items() if name in ("earnings-part", "earnings-payout")}
    walk_own_number_of_another([p for p in patterns if p.name in numbered], numbered, slug=atlas.slug, manager=hassan)


def test_the_figures_add_up_by_hand(paid_out, seller, fatima) -> None:
    client = Client()
    client.force_login(fatima)
    # 120 DH less 5 % commission (6.00) and 20 % VAT on it (1.20); delivery and cash fee went to the carrier.
    page = client.get(f"/en/workshop/{seller.cooperative.slug}/earnings/orders/{paid_out.number}/").content.decode()
    for figure in ("120", "-6", "-1.20", "112.80"):
        assert f">{figure}</bdi>" in page, figure
    page = client.get(f"/en/workshop/{seller.cooperative.slug}/earnings/").content.decode()
    assert "112.80" in page
    assert "on its way" in page


def test_the_report_adds_up_and_can_be_taken_away(paid_out, seller, fatima) -> None:
    client = Client()
    client.force_login(fatima)
    address = f"/en/workshop/{seller.cooperative.slug}/earnings/"
    page = client.get(address + "report/").content.decode()
    assert "the market brought you" in page
    assert ">112.80</bdi>" in page
    assert client.get(address + "report/?since=nonsense&until=1800-01-01").status_code == 200
    sheet = client.get(address + "report.csv").content.decode("utf-8-sig")
    assert paid_out.number in sheet
    assert sheet.splitlines()[1].endswith("112.80")
    assert client.get(address + "report.xlsx").content[:2] == b"PK"
    assert client.get(address + "report.pdf").status_code == 404


def test_a_new_cooperative_sees_empty_rooms(seller, fatima) -> None:
    client = Client()
    client.force_login(fatima)
    slug = seller.cooperative.slug
    assert "No payout yet" in client.get(f"/en/workshop/{slug}/earnings/").content.decode()
    assert "Nothing was paid for here yet." in client.get(f"/en/workshop/{slug}/earnings/orders/").content.decode()
    assert client.get(f"/en/workshop/{slug}/earnings/orders/?after=x&state=nonsense").status_code == 200
    assert client.get(f"/en/workshop/{slug}/earnings/payouts/99/").status_code == 404
