"""The workshop's lists: their queries don't grow with the rows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.make.catalog import a_product
from tests.web.workshop.conftest import an_order


@pytest.fixture
def at_work(client, tifawin, fatima) -> Client:
    client.force_login(fatima)
    return client


def address(name: str, cooperative, *rest) -> str:
    return reverse(f"workshop:{name}", args=(cooperative.slug, *rest))


@pytest.mark.parametrize(("name", "queries"), [("today", 11), ("orders", 7)])
def test_orders_take_as_many_queries_for_three_as_for_one(
    name, queries, at_work, sold, tifawin, django_assert_num_queries
) -> None:
    an_order(sold, timezone.now())
    at_work.get(address(name, tifawin))
    with django_assert_num_queries(queries):
        assert at_work.get(address(name, tifawin)).content.count(b"order-row") == 1
    for _more in range(2):
        an_order(sold, timezone.now())
    with django_assert_num_queries(queries):
        assert at_work.get(address(name, tifawin)).content.count(b"order-row") == 3


def test_products_take_as_many_queries_for_three_as_for_one(
    at_work, sold, tifawin, fatima, django_assert_num_queries
) -> None:
    at_work.get(address("products", tifawin))
    with django_assert_num_queries(8):
        assert at_work.get(address("products", tifawin)).content.count(b"product-row") == 1
    for _more in range(2):
        a_product(tifawin.pk, by=fatima, now=timezone.now())
    with django_assert_num_queries(8):
        assert at_work.get(address("products", tifawin)).content.count(b"product-row") == 3


def test_the_list_is_narrowed_by_state_and_by_text(at_work, house) -> None:
    drafts = at_work.get(address("products", house.cooperative), {"state": "draft"}).content.decode()
    assert "أملو" in drafts
    assert "عسل الزعتر" not in drafts
    found = at_work.get(address("products", house.cooperative), {"text": "h-250"}).content.decode()
    assert "عسل الزعتر" in found
    assert "أملو" not in found
    nothing = at_work.get(address("products", house.cooperative), {"text": "zzz"}).content.decode()
    assert "لا شيء يوافق ذلك" in nothing


def test_today_counts_what_waits(at_work, house) -> None:
    page = at_work.get(address("today", house.cooperative))
    assert [(name, number) for name, _icon, _word, number in page.context["numbers"]] == [
        ("to_confirm", 1),
        ("to_prepare", 1),
        ("to_hand_over", 1),
    ]
    assert page.context["group"] == "to_confirm"
    asked = at_work.get(address("today", house.cooperative), {"show": "to_prepare"})
    assert [p.number for p in asked.context["page"].items] == [house.parts["confirmed"].number]


@pytest.mark.parametrize("query", ["?after=x", "?after=99999999999999999999", "?state=nonsense"])
def test_a_mistyped_address_is_a_page(query, at_work, house) -> None:
    for name in ("today", "orders"):
        assert at_work.get(address(name, house.cooperative) + query).status_code == 200
