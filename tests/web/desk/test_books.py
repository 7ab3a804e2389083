"""The room of the books: every address walked, what it shows, and closing a period."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.make.ledger import a_posting
from tests.web.rooms import Row, walk_desk_room
from twiza.kernel.periods import day_of
from twiza.ledger.api import last_closed, reverse
from twiza.web.desk.books.urls import patterns

pytestmark = pytest.mark.django_db
OLD = date(2026, 9, 10)


@pytest.fixture
def desk(client, nadia):
    client.force_login(nadia)
    return client


@pytest.fixture
def booked():
    now = timezone.now()
    a_posting("sale:1", day=OLD, now=now, cause="cashbook.sale:1", memo="<b>at the souk</b>")
    a_posting("sale:2", {"bank:main": 50, "vat:collected": -20, "member:88:payable": -30}, now=now)
    reverse(reference="sale:1:undone", of="sale:1", day=day_of(now), cause="cashbook.sale:1", now=now)


def test_the_room_is_the_desks_alone(booked, nadia, brahim, youssef, fatima):
    rows = {
        "books": Row(queries=8, size=12_000),
        "books-sheet": Row(["csv"], queries=7, size=2_000),
        "books-accounts": Row(queries=7, size=12_000),
        "books-account": Row(["bank:main"], queries=8, size=12_000),
        "books-account-sheet": Row(["bank:main", "csv"], queries=7, size=2_000),
        "books-cause": Row(["cashbook.sale:1"], queries=6, size=12_000),
        "books-posting": Row(["sale:1"], queries=6, size=12_000),
        "books-close": Row(queries=6, size=12_000, post={"until": "2026-09-30", "sure": "on"}),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, youssef, fatima])
    assert last_closed() is None


def test_the_trial_balance_of_any_day(desk, booked):
    page = desk.get("/en/desk/books/").content.decode()
    assert page.count("member:{id}:payable") == 1
    assert "0.50" in page
    assert "do not balance" not in page
    page = desk.get("/en/desk/books/?on=2026-09-10").content.decode()
    assert "120" in page
    assert "member:" not in page
    assert "Nothing was booked" in desk.get("/en/desk/books/?on=2026-01-01").content.decode()
    assert desk.get("/en/desk/books/?on=yesterday").status_code == 200


def test_each_figure_opens_to_its_postings(desk, booked):
    page = desk.get("/en/desk/books/accounts/?prefix=member:&suffix=:payable").content.decode()
    assert "/en/desk/books/accounts/member:88:payable/" in page
    page = desk.get("/en/desk/books/accounts/bank:main/").content.decode()
    assert "&lt;b&gt;at the souk" in page
    assert "/en/desk/books/postings/sale:1/" in page
    page = desk.get("/en/desk/books/postings/sale:1:undone/").content.decode()
    assert "/en/desk/books/postings/sale:1/" in page
    assert "/en/desk/books/causes/cashbook.sale:1/" in page
    page = desk.get("/en/desk/books/causes/cashbook.sale:1/").content.decode()
    assert page.index("/en/desk/books/postings/sale:1/") < page.index("/en/desk/books/postings/sale:1:undone/")
    for missing in ("accounts/pocket:mine/", "postings/sale:9/", "causes/sale:9/", "accounts/bank:main/statement.doc"):
        assert desk.get(f"/en/desk/books/{missing}").status_code == 404
    assert "No account has such a name" in desk.get("/en/desk/books/accounts/?prefix=zzz").content.decode()
    assert "Nothing was booked" in desk.get("/en/desk/books/accounts/bank:main/?until=2026-01-01").content.decode()


def test_sheets_hold_the_whole(desk, booked):
    book = load_workbook(io.BytesIO(desk.get("/en/desk/books/trial-balance.xlsx?on=2026-09-10").content))
    assert [[cell.value for cell in row] for row in book.active][1:] == [
        ["bank:main", "Assets", 120, 0],
        ["cooperative:12:payable", "Liabilities", 0, 120],
        ["Total", None, 120, 120],
    ]
    text = desk.get("/en/desk/books/accounts/bank:main/statement.csv?since=2026-09-10").content.decode("utf-8-sig")
    assert text.splitlines()[1] == "2026-09-10,,Balance before,,,,0.00"
    assert len(text.splitlines()) == 5
    assert text.splitlines()[-1].endswith(",0.50")


def test_a_statement_is_paged_at_the_same_cost(desk):
    address, costs = "/en/desk/books/accounts/bank:main/", []
    for total in (1, 3, 60):
        for number in range(total):
            a_posting(f"sale:{number}", now=timezone.now())
        desk.get(address)
        with CaptureQueriesContext(connection) as spent:
            page = desk.get(address).content.decode()
        costs.append(len(spent))
    assert len(set(costs)) == 1
    second = page.split("?after=")[1].split('"')[0]
    last = desk.get(f"{address}?after={second}").content.decode()
    assert last.count("/en/desk/books/postings/") == 10
    assert "7,200" in last


def test_a_period_is_closed_by_somebody_who_is_sure(desk, booked, nadia):
    today = day_of(timezone.now())
    unsure = desk.post("/en/desk/books/close/", {"until": "2026-09-30"})
    assert (unsure.status_code, last_closed()) == (422, None)
    assert 'value="2026-09-30"' in unsure.content.decode()
    future = desk.post("/en/desk/books/close/", {"until": today.isoformat(), "sure": "on"})
    assert future.status_code == 422
    assert "only after its last day" in future.content.decode()
    until = today - timedelta(days=1)
    done = desk.post("/en/desk/books/close/", {"until": until.isoformat(), "sure": "on"}, follow=True)
    assert last_closed() == until
    assert nadia.name in done.content.decode()
    again = desk.post("/en/desk/books/close/", {"until": "2026-09-30", "sure": "on"})
    assert (again.status_code, "closed up to" in again.content.decode()) == (422, True)
    assert desk.post("/en/desk/books/close/", {"until": "soon", "sure": "on"}).status_code == 422
