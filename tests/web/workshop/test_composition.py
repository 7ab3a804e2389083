"""A cooperative says where the money of its price goes, without JavaScript: the server answers with what is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.web.shop.conftest import text_of
from twiza.catalog import api as catalog
from twiza.kernel.periods import day_of

# 95 dirhams, normal VAT: 15,83 of it; Tifawin is new, so the platform takes nothing: 79,17 are left.
PARTS = {"work": "50", "materials": "١٥٫١٧", "packaging": "4,00", "share": "10"}


@pytest.fixture
def say(client, house):
    client.force_login(house.manager)
    address = reverse("workshop:composition", args=(house.slug, house.variant.pk)).replace("/ar/", "/fr/")

    def send(**typed):
        return client.post(address, typed) if typed else client.get(address)

    return send


def test_what_is_left_is_answered_before_anything_is_kept(say, house) -> None:
    page = say()
    assert page.context["due"] == 79_17
    page = say(work="50", compute="1")
    assert (page.status_code, page.context["rest"]) == (200, 29_17)
    assert page.context["form"]["work"].value() == "50"
    page = say(work="100", compute="1")
    assert page.context["over"] == 20_83
    page = say(**PARTS, compute="1")
    assert page.context["rest"] == 0
    assert catalog.price_statements([house.variant.pk]) == {}


def test_it_is_kept_where_it_adds_up(say, house) -> None:
    assert say(**PARTS, keep="1").status_code == 302
    said = catalog.price_statements([house.variant.pk])[house.variant.pk]
    assert (said.work_centimes, said.materials_centimes, said.packaging_centimes, said.share_centimes) == (
        50_00,
        15_17,
        4_00,
        10_00,
    )
    assert "50 DH" in text_of(say())


def test_what_does_not_add_up_is_refused_and_kept_on_the_page(say, house) -> None:
    page = say(**PARTS | {"share": "9"}, keep="1")
    assert (page.status_code, page.context["form"]["share"].value()) == (422, "9")
    assert page.context["form"].errors.keys() == {"share"}
    assert say(work="beaucoup", keep="1").status_code == 422
    assert catalog.price_statements([house.variant.pk]) == {}


def test_the_product_says_what_is_old_or_differs(client, say, house) -> None:
    say(**PARTS, keep="1")
    address = reverse("workshop:product", args=(house.slug, house.product.pk)).replace("/ar/", "/fr/")
    assert client.get(address).context["product"].page.statement_differs is False
    day = day_of(house.moment)
    books = catalog.BookedView(house.product.pk, day - timedelta(days=365), day, 950_00, 0, 0, 0)
    catalog.keep_booked_prices(booked=[books], now=house.moment)
    assert client.get(address).context["product"].page.statement_differs is True
    variant = catalog.variant_of_cooperative(house.cooperative.pk, house.variant.pk)
    catalog.set_price(variant=variant, price_centimes=99_00, by=house.manager, now=house.moment + timedelta(hours=1))
    page = client.get(address).context["product"].page
    assert (page.statements[house.variant.pk].price_centimes, page.price_centimes) == (95_00, 99_00)
