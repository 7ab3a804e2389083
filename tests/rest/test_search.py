"""Finding goods through the API: the same items as in /products, in pages by number, whatever is typed."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make.catalog import a_draft, a_product
from tests.make.search import shelves_and_places
from twiza.geography.api import find_communes
from twiza.plumbing.api import may_ask, run_due
from twiza.search.api import Searchable, catch_up, index_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey(tifawin, now):
    product = a_product(tifawin.pk, now=now - timedelta(days=40))
    a_product(tifawin.pk, now=now, names={"fr": "Miel d’oranger", "ar": "عسل البرتقال"}, variant={"on_hand": 0})
    a_draft(tifawin.pk, names={"fr": "Miel caché", "ar": "عسل مخفي"})
    run_due(now)
    return product


def found(client: Client, query: str) -> dict:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 200, (query, answer.content)
    return answer.json()


def test_items_are_those_of_products(client: Client, honey, tifawin):
    items = found(client, "q=thym&language=fr")["items"]
    assert items == client.get("/api/v1/products?q=thym&language=fr").json()["items"]
    item = items[0]
    assert item["sku"]
    assert (item["name"], item["cooperative"]["slug"]) == ("Miel de thym", tifawin.slug)
    assert found(client, "q=miel&language=ar&page_size=1&page=2")["items"][0]["name"].startswith("عسل")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=miel", 2),
        ("q=%D8%B9%D8%B3%D9%84", 2),  # عسل
        ("q=miel&commune=07.211.01.01", 0),
        ("q=miel&category=food", 2),
        ("q=miel&category=handicraft", 0),
        ("q=miel&in_stock=true", 1),
        ("q=miel&max_centimes=100", 0),
        ("", 2),
        ("q=%FF%FE", 0),
        ("q=!!!", 0),
        ("q=" + "a" * 3000, 0),
    ],
)
def test_words_and_filters(client: Client, honey, query, count):
    assert found(client, query)["count"] == count


def test_pages_follow_one_another_and_end_with_a_sentence(client: Client, honey):
    first = found(client, "q=miel&page_size=1")
    second = client.get("/" + first["next"].split("/", 3)[3]).json()
    assert (first["count"], second["next"]) == (2, None)
    assert {first["items"][0]["id"]} != {second["items"][0]["id"]}
    deep = client.get("/api/v1/search?q=miel&page=1000000000")
    assert deep.status_code == 400
    assert "10" in deep.json()["error"]
    assert deep.json()["field"] == "page"


def test_facets_are_counted_on_request(client: Client, honey):
    assert found(client, "q=miel")["facets"] is None
    facets = found(client, "q=miel&facets=true")["facets"]
    assert {"code": "07", "count": 2} in facets["region"]
    assert {"code": "thyme-honey", "count": 2} in facets["category"]


def test_what_the_index_still_holds_is_not_shown(client: Client, honey, now):
    draft = a_draft(honey.cooperative_id, names={"fr": "Miel fantôme", "ar": "عسل شبح"})
    index_many([Searchable("product", str(draft.pk), draft.names)], now=now)
    assert [item["name"] for item in found(client, "q=fantôme&language=fr")["items"]] == []
    assert client.get("/api/v1/suggest?q=fantôme").json() == {"items": []}


def test_suggestions_name_goods_shelves_and_places(client: Client, honey):
    shelves_and_places(timezone.now(), find_communes("Smimou")[0].code)
    items = client.get("/api/v1/suggest?q=mie&language=fr").json()["items"]
    assert {i["name"] for i in items if i["kind"] == "product"} == {"Miel d’oranger", "Miel de thym"}
    assert "category" in {i["kind"] for i in items}
    places = client.get("/api/v1/suggest?q=smimou&language=fr").json()["items"]
    assert [(p["kind"], p["name"]) for p in places] == [("commune", "Smimou")]
    assert places[0]["url"].endswith(f"/fr/search/?near={places[0]['code']}")
    assert client.get("/api/v1/suggest?q=").json() == {"items": []}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/search?sort=cheap", 422),
        ("/api/v1/search?page_size=101", 422),
        ("/api/v1/search?commune=nowhere", 400),
        ("/api/v1/search?near=nowhere", 400),
        ("/api/v1/search?cooperative=nobody", 404),
        ("/api/v1/search?q=%00", 400),
        ("/api/v1/suggest?q=a&limit=1000", 422),
        ("/api/v1/suggest", 422),
    ],
)
def test_bad_questions_get_a_sentence(client: Client, address, status):
    assert client.get(address).status_code == status


def test_one_address_is_slowed_down_and_others_are_not(client: Client):
    assert client.get("/api/v1/suggest?q=", REMOTE_ADDR="203.0.113.7").status_code == 200
    for _n in range(1500):
        may_ask("rest suggest", "203.0.113.7", most=1500, seconds=10, now=timezone.now())
    refused = client.get("/api/v1/suggest?q=", REMOTE_ADDR="203.0.113.7")
    assert refused["Retry-After"] == "10"
    assert refused.json()["error"]
    assert client.get("/api/v1/suggest?q=", REMOTE_ADDR="203.0.113.8").status_code == 200


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=60), more=st.sampled_from(["", "&page=9", "&sort=new", "&category=%F0%9F%98%80", "&q=a&q=b"]))
def test_any_text_gets_an_answer(client: Client, honey, q, more):
    answer = client.get(f"/api/v1/search?q={quote(q)}{more}")
    assert answer.status_code == (400 if "\0" in q else 200)
    assert client.get(f"/api/v1/suggest?q={quote(q)}").status_code == answer.status_code


def test_queries_do_not_grow_with_the_rows(client: Client, honey, tifawin, now, django_assert_max_num_queries):
    for number in range(5):
        a_product(tifawin.pk, names={"fr": f"Miel {number}"}, now=now)
    run_due(now)
    catch_up(timezone.now())
    with django_assert_max_num_queries(3):
        assert found(client, "q=miel")["count"] == 7
    with django_assert_max_num_queries(2):
        client.get("/api/v1/suggest?q=miel")
