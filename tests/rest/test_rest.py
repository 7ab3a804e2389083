"""The API through its own addresses."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from tests.make.catalog import a_draft, a_product, only_variant
from twiza.catalog.api import set_price
from twiza.plumbing.api import run_due

pytestmark = pytest.mark.django_db
ITEM = {"id", "slug", "name", "url", "price_centimes", "cooperative"}


@pytest.fixture
def honey(tifawin, now):
    product = a_product(tifawin.pk, now=now - timedelta(days=40))
    a_draft(tifawin.pk, names={"fr": "Brouillon", "ar": "مسودة"})
    run_due(now)
    return product


def test_products_are_listed_in_the_callers_language(client: Client, honey, tifawin):
    arabic = client.get("/api/v1/products").json()
    assert (arabic["count"], arabic["next"]) == (1, None)
    (item,) = arabic["items"]
    assert set(item) >= ITEM
    assert item["name"] == "عسل الزعتر"
    assert item["price_centimes"] == 95_00
    assert item["unit_price"] == {"centimes": 380_00, "per": "kg"}
    assert item["cooperative"]["slug"] == tifawin.slug
    assert item["url"].endswith(f"/ar/product/{honey.slug}/")
    assert client.get("/api/v1/products?language=fr").json()["items"][0]["name"] == "Miel de thym"
    english = client.get("/api/v1/products", headers={"Accept-Language": "en"}).json()
    assert english["items"][0]["name"] == "Thyme honey"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=miel", 1),
        ("q=عسل", 1),
        ("q=honey thyme", 1),
        ("q=tapis", 0),
        ("category=food", 1),
        ("category=handicraft", 0),
        ("in_stock=true", 1),
        ("region=07", 1),
        ("region=01", 0),
    ],
)
def test_products_are_narrowed(client: Client, honey, query, count):
    assert client.get(f"/api/v1/products?{query}").json()["count"] == count


def test_pages_follow_one_another_and_end(client: Client, tifawin, now):
    for number in range(3):
        a_product(tifawin.pk, names={"fr": f"Miel {number}"}, now=now + timedelta(minutes=number))
    first = client.get("/api/v1/products?page_size=2&language=fr").json()
    assert [i["name"] for i in first["items"]] == ["Miel 2", "Miel 1"]
    assert first["count"] == 3
    second = client.get("/" + first["next"].split("/", 3)[3]).json()
    assert [i["name"] for i in second["items"]] == ["Miel 0"]
    assert second["next"] is None


def test_one_product_with_every_price_it_showed(client: Client, honey, now):
    set_price(variant=only_variant(honey), price_centimes=105_00, by=None, now=now)
    page = client.get(f"/api/v1/products/{honey.slug}?language=fr").json()
    assert page["description"] == "Miel pur de l’Atlas."
    assert [v["price_centimes"] for v in page["variants"]] == [105_00]
    (history,) = client.get(f"/api/v1/products/{honey.slug}/prices").json()
    assert [p["price_centimes"] for p in history["prices"]] == [95_00, 105_00]
    assert history["prices"][0]["until"] == history["prices"][1]["since"]


def test_categories_stand_after_their_parents(client: Client):
    items = client.get("/api/v1/categories?language=fr").json()["items"]
    seen = set()
    for item in items:
        assert item["parent"] is None or item["parent"] in seen
        seen.add(item["code"])
    assert {"food", "handicraft", "cosmetics"} <= seen


def test_cooperatives_and_one_of_them(client: Client, tifawin, atlas):
    listed = client.get("/api/v1/cooperatives?language=fr&page_size=1").json()
    assert listed["count"] == 2
    assert len(listed["items"]) == 1
    assert "after=" in listed["next"]
    page = client.get(f"/api/v1/cooperatives/{tifawin.slug}?language=fr").json()
    assert page["name"] == "Coopérative Tifawin"
    assert page["registration_number"] == tifawin.registration_number
    assert "rib" not in page


def test_rules_in_pages_and_one_with_its_history(client: Client):
    seen, address = [], "/api/v1/rules?area=consumer&page_size=30"
    while address:
        answer = client.get(address).json()
        seen += [item["id"] for item in answer["items"]]
        address = answer["next"] and "/" + answer["next"].split("/", 3)[3]
    assert len(seen) == len(set(seen)) == answer["count"] > 40
    one = client.get("/api/v1/rules/consumer.withdrawal_days").json()
    assert (one["kind"], one["article"], one["versions"]) == (
        "law",
        "36",
        [{"since": "2011-04-07", "until": None, "value": 7}],
    )
    assert set(one["sentence"]) == {"ar", "fr", "en"}
    assert "ordering" in one["used_in"]
    assert client.get("/api/v1/rules/consumer.legal_interest").json()["versions"] == []
    assert [i["id"] for i in client.get("/api/v1/rules?q=francs+203").json()["items"]] == ["consumer.full_periods"]
    assert client.get("/api/v1/rules?area=nowhere").json()["count"] == 0


def test_communes_by_what_people_type(client: Client):
    answer = client.get("/api/v1/communes?q=chefchaouen&language=ar").json()
    assert answer["items"][0]["name"] == "شفشاون"
    assert answer["items"][0]["code"] == "01.151.01.01"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/products/nothing", 404),
        ("/api/v1/cooperatives/nothing", 404),
        ("/api/v1/products?page_size=1000", 422),
        ("/api/v1/products?page=-1", 422),
        ("/api/v1/products?commune=nowhere", 400),
        ("/api/v1/communes", 422),
        ("/api/v1/rules/nothing", 404),
        ("/api/v1/rules?after=nothing", 404),
    ],
)
def test_bad_questions_get_a_sentence(client: Client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_contract_is_published(client: Client):
    contract = client.get("/api/v1/openapi.json").json()
    assert contract["info"]["title"] == "Twiza"
    assert "/api/v1/products" in contract["paths"]


def test_too_many_questions_are_refused(client: Client):
    statuses = {client.get("/api/v1/communes?q=safi").status_code for _ in range(245)}
    assert statuses == {200, 429}


def test_queries_do_not_grow_with_the_rows(client: Client, tifawin, now, django_assert_num_queries):
    a_product(tifawin.pk, now=now)
    with django_assert_num_queries(4):
        client.get("/api/v1/products")
    for number in range(2):
        a_product(tifawin.pk, names={"fr": f"Miel {number}"}, now=now)
    with django_assert_num_queries(4):
        client.get("/api/v1/products")


def test_answers_keep_their_contract_whatever_is_asked(client: Client, honey):
    """Every read of the contract with odd values answers with a status that it names, and never a 500."""
    odd = ["", "'", "%00", "consumer.withdrawal_days", "../law", "١٢", "-1", "9" * 30, "😀", "../..", "null"]
    for n, path in enumerate(client.get("/api/v1/openapi.json").json()["paths"]):
        for value in odd:
            address = re.sub(r"{\w+}", quote(value) or "x", path)
            bare = ("", f"?q={value}&page={value}", f"?category={value}&language={value}")
            for query in (*bare, f"?after={value}&area={value}"):
                answer = client.get(address + query, REMOTE_ADDR=f"192.0.2.{n + 1}")  # each path asks as one visitor
                assert answer.status_code in (200, 301, 400, 404, 422), (address, query)
                if answer.headers.get("Content-Type", "").startswith("application/json"):
                    assert json.loads(answer.content) is not None
