"""Who is shown is counted and published; nothing is written while a page is read. A stranger may see all of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.shop.conftest import text_of
from twiza.search import api as search
from twiza.search.models import Exposure

pytestmark = pytest.mark.django_db


def test_what_lists_show_is_counted_by_seller(three, client):
    search.catch_up(timezone.now())
    with CaptureQueriesContext(connection) as captured:
        client.get("/fr/search/?q=miel")
        client.get("/ar/category/food/")
    assert not [q for q in captured if not q["sql"].startswith("SELECT")]
    search.flush()
    counted = dict(Exposure.objects.values_list("seller", "shown"))
    assert set(counted) == {str(one.cooperative.pk) for one in three}
    total = sum(counted.values())
    client.get(f"/fr/cooperatives/{three[0].cooperative.slug}/")  # her own shelf: nobody competes there
    search.flush()
    assert sum(Exposure.objects.values_list("shown", flat=True)) == total


def test_three_have_no_halves(three, client):
    page = client.get("/fr/exposure/")
    assert page.status_code == 200
    assert "trop peu de coopératives" in text_of(page)


def test_the_share_of_the_smaller_half(db, client):
    now = timezone.now()
    goods = [("1", 1), ("2", 1), ("3", 2), ("4", 6)]
    search.index_many(
        [
            search.Searchable("product", f"{seller}-{n}", {"fr": "Miel"}, seller=seller)
            for seller, products in goods
            for n in range(products)
        ],
        now=now,
    )
    search.note_shown(["1", "2", "3", "4", "4", "4", "4", "4"])
    search.flush()
    told = client.get("/fr/exposure.json").json()["months"]
    assert told == [
        {
            "month": "2026-11",
            "shown": 8,
            "shown_of_smaller": 2,
            "sellers": 4,
            "smaller": 2,
            "products": 10,
            "products_of_smaller": 2,
        }
    ]
    page = text_of(client.get("/fr/exposure/"))
    assert "25" in page
    assert "novembre 2026" in page
    assert "2026-11;8;2;10;2" in client.get("/fr/exposure.csv").content.decode("utf-8-sig")
    assert client.get("/fr/exposure.xml").status_code == 404
    with CaptureQueriesContext(connection) as captured:
        client.get("/fr/exposure/")
    assert len(captured) <= 3
