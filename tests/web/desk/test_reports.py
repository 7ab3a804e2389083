"""The room of reports: strangers find no door; every figure is what the books say."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.rooms import Row, walk_desk_room
from twiza.kernel.periods import day_of
from twiza.ledger.api import turnovers
from twiza.settlement import api as settlement
from twiza.web.desk.reports.urls import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller(settings, fatima):
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    return a_settled_seller(fatima, {"variant": {"price_centimes": 120_00, "on_hand": 20}})


def received(seller, *, days_ago: int):
    return a_received_part(seller, now=timezone.now() - timedelta(days=days_ago))


def desk(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_room_is_the_desks_alone(seller, nadia, brahim, youssef, fatima) -> None:
    received(seller, days_ago=20)
    rows = {
        "reports": Row(queries=9, size=24_000),
        "reports-sales": Row(queries=9, size=24_000),
        "reports-sales-sheet": Row(["csv"], queries=6, size=4_000),
        "reports-vat": Row(queries=10, size=24_000),
        "reports-vat-sheet": Row(["csv"], queries=6, size=4_000),
        "reports-owed": Row(queries=12, size=24_000),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, youssef, fatima])


def test_a_report_is_what_the_books_say(seller, nadia) -> None:
    for days in (1, 20, 40):
        received(seller, days_ago=days)
    today = day_of(timezone.now())
    since = today - timedelta(days=100)
    total = settlement.sales(since=since, until=today)
    booked = turnovers(["platform:commission", "vat:collected"], since=since, until=today)
    assert (total.parts, total.goods, total.commission, total.commission_vat) == (3, 360_00, 18_00, 3_60)
    assert booked == {"platform:commission": (0, 18_00), "vat:collected": (0, 3_60)}
    months = settlement.sales_by_month(since=since, until=today)
    assert sum(month.net for month in months) == total.net
    assert total.goods + total.delivery - total.refunded + total.goodwill == (
        total.commission + total.commission_vat + total.carrier + total.net
    )
    page = desk(nadia).get(f"/en/desk/reports/?since={since}").content.decode()
    assert page.count("<rect") == len(months)
    assert ">360</bdi>" in page


def test_the_journal_opens_to_the_books_and_costs_the_same_with_more_rows(seller, nadia) -> None:
    part = received(seller, days_ago=3)
    client = desk(nadia)
    spent = []
    for _more in range(2):
        client.get("/en/desk/reports/sales/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/en/desk/reports/sales/").content.decode()
        spent.append(len(queries))
        for _part in range(2):
            received(seller, days_ago=2)
    assert spent[0] == spent[1]
    assert client.get(f"/en/desk/books/postings/part:{part.number}:settled/").status_code == 200
    assert f"part:{part.number}:settled" in page
    book = load_workbook(io.BytesIO(client.get("/fr/desk/reports/sales.xlsx").content))
    assert book.active.max_row == 6
    assert client.get("/en/desk/reports/sales/?cooperative=999999&after=x").status_code == 200


def test_an_empty_market_has_empty_reports(nadia) -> None:
    client = desk(nadia)
    for name in ("", "sales/", "vat/", "owed/"):
        assert client.get(f"/ar/desk/reports/{name}").status_code == 200, name
    assert "Nobody holds any." in client.get("/en/desk/reports/owed/").content.decode()
