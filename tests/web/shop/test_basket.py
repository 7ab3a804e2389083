"""The basket: filled from a cached page, kept for a guest, never changed behind her back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.everything import everything
from tests.web.shop.conftest import add, text_of
from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.ordering import api as ordering
from twiza.web.shop import guest

pytestmark = pytest.mark.django_db


def shown(client, language: str = "fr") -> str:
    return text_of(client.get(f"/{language}/basket/"))


def test_empty_says_so_and_leads_back(client, db):
    response = client.get("/fr/basket/")
    assert "Votre panier est vide" in text_of(response)
    assert "no-store" in response["Cache-Control"]
    assert guest.COOKIE not in response.cookies


def test_a_guest_puts_something_in(honey, client):
    response = add(client, honey.variants[0], 2)
    assert (response.status_code, response.url) == (302, "/fr/basket/")
    cookie = response.cookies[guest.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 30 * 86_400
    text = shown(client)
    assert "Miel de thym" in text
    assert "190 DH" in text
    assert client.get("/fr/basket/count").json() == {"basket": 2, "name": ""}


def test_the_count_is_nobody_elses(honey, client):
    response = client.get("/fr/basket/count")
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {"Referer": "https://elsewhere.example/page"},
    ],
)
def test_another_site_can_not_fill_it(honey, client, headers):
    before = everything()
    response = client.post("/fr/basket/add/", {"variant": honey.variants[0].pk}, headers=headers)
    assert response.status_code == 409
    assert everything() == before


@pytest.mark.parametrize("sent", [{}, {"variant": "x"}, {"variant": "1", "quantity": "-3"}, {"variant": "99999999"}])
def test_nonsense_is_answered_in_words(honey, client, sent):
    response = client.post("/fr/basket/add/", sent, headers={"Sec-Fetch-Site": "same-origin"}, follow=True)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_more_than_there_is_is_refused_with_the_number(honey, client):
    add(client, honey.variants[0], 11)
    assert "10" in shown(client)
    assert client.get("/fr/basket/count").json()["basket"] == 0


def test_quantities_change_and_lines_go(honey, client):
    add(client, honey.variants[0], 1)
    variant = honey.variants[0].pk
    client.post("/fr/basket/change/", {"variant": variant, "quantity": 3})
    assert client.get("/fr/basket/count").json()["basket"] == 3
    client.post("/fr/basket/change/", {"variant": variant, "quantity": "beaucoup"})
    assert "La quantité est un nombre entier" in shown(client)
    assert client.get("/fr/basket/count").json()["basket"] == 3
    client.post("/fr/basket/change/", {"variant": variant, "quantity": 3, "remove": "1"})
    assert "Votre panier est vide" in shown(client)


def test_another_price_is_shown_and_asked_again(honey, client):
    add(client, honey.variants[0])
    catalog.set_price(variant=honey.variants[0], price_centimes=99_00, by=honey.manager, now=timezone.now())
    html = client.get("/fr/basket/").content.decode()
    assert "Le prix était de" in html
    assert 'href="/fr/checkout/"' not in html
    assert client.get("/fr/checkout/").url == "/fr/basket/"
    seen = ordering.basket_view(_basket(client), now=timezone.now()).changes
    client.post("/fr/basket/accept/", {"seen": "something else"})
    assert "a changé" in shown(client)
    client.post("/fr/basket/accept/", {"seen": seen})
    assert 'href="/fr/checkout/"' in client.get("/fr/basket/").content.decode()


def test_what_is_gone_or_closed_is_said(honey, client):
    add(client, honey.variants[0], 5)
    catalog.count_stock(variant=honey.variants[0], on_hand=2, by=honey.manager, now=timezone.now())
    assert "Il n’en reste que 2" in shown(client)
    moment = timezone.now()
    cooperatives.close_for_season(
        cooperative=honey.cooperative,
        starts_on=day_of(moment),
        ends_on=day_of(moment + timedelta(days=9)),
        by=honey.manager,
        now=moment,
    )
    assert "Sa coopérative ne prend pas de commandes" in shown(client)


def test_signed_in_the_guests_basket_is_hers(honey, client, salma):
    add(client, honey.variants[0], 2)
    client.force_login(salma)
    response = client.get("/fr/basket/")
    assert "Miel de thym" in text_of(response)
    assert response.cookies[guest.COOKIE]["max-age"] == 0
    assert ordering.pieces_in_basket(person=salma) == 2
    assert client.get("/fr/basket/count").json() == {"basket": 2, "name": "سلمى بناني"}
    assert ordering.pieces_in_basket(person=salma) == 2


def _basket(client):
    return ordering.basket_of(token=client.cookies[guest.COOKIE].value)
