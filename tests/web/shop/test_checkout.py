"""Checkout: three steps, everything in the price before the last, one order whatever is clicked."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.ordering import a_seller
from tests.make.people import make_address
from tests.web.shop.conftest import add, text_of
from twiza.catalog import api as catalog
from twiza.ordering import api as ordering
from twiza.people import api as people

pytestmark = pytest.mark.django_db
ADDRESS = {
    "recipient": "سلمى بناني",
    "phone": "06 61 23 45 67",
    "commune": "Ait Ourir",
    "quarter": "دوار تاماسينت",
    "landmark": "قرب المسجد",
    "pin": "",
    "email": "salma@example.ma",
}


def ways(html: str) -> dict[str, str]:
    """The ways that the page proposes, as its form would send them."""
    return dict(re.findall(r'name="(way-\d+)" value="([^"]+)"[^>]*checked', html))


def hidden(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(key|total|terms_version)" value="([^"]*)"', html))


@pytest.fixture
def at_confirm(honey, client):
    """A guest who stands before the last button; what its form holds."""
    add(client, honey.variants[0], 2)
    assert client.post("/fr/checkout/", ADDRESS).url == "/fr/checkout/delivery/"
    page = client.get("/fr/checkout/delivery/")
    assert client.post("/fr/checkout/delivery/", ways(page.content.decode())).url == "/fr/checkout/confirm/"
    return hidden(client.get("/fr/checkout/confirm/").content.decode())


def test_an_empty_basket_has_no_checkout(client, db):
    for step in ("", "delivery/", "confirm/"):
        assert client.get(f"/fr/checkout/{step}").url == "/fr/basket/"


def test_a_guest_orders_to_a_douar_without_a_postcode(at_confirm, client):
    page = client.get("/fr/checkout/confirm/")
    text = text_of(page)
    assert "190 DH" in text  # the goods
    assert "225 DH" in text  # with 25 to carry and 10 for the cash
    assert "Commander : 225 DH , paiement à la livraison" in text
    assert "checked" not in re.search(r'<input type="checkbox" id="id_terms"[^>]*>', page.content.decode())[0]
    response = client.post("/fr/checkout/confirm/", at_confirm | {"terms": "on"})
    order = ordering.Order.objects.get()
    assert response.url == ordering.order_path(order, "fr")
    assert order.total_centimes == 225_00
    assert (order.phone, order.email, order.language) == ("+212661234567", "salma@example.ma", "fr")
    assert order.terms_version == ordering.TERMS_VERSION
    shown = text_of(client.get(response.url))
    assert "Merci : votre commande est arrivée" in shown
    assert "À payer à la porte : 225 DH" in shown
    assert client.get("/fr/basket/count").json()["basket"] == 0


def test_the_terms_are_accepted_in_words_or_nothing_is_ordered(at_confirm, client):
    response = client.post("/fr/checkout/confirm/", at_confirm)
    assert response.status_code == 200
    said = re.search(r'id="id_terms_error"><li>(.*?)</li>', response.content.decode())
    assert said is not None
    assert "conditions" in said[1]
    assert ordering.Order.objects.count() == 0


def test_pressed_twice_in_two_tabs_it_is_one_order(at_confirm, client):
    first = client.post("/fr/checkout/confirm/", at_confirm | {"terms": "on"})
    again = client.post("/fr/checkout/confirm/", at_confirm | {"terms": "on"})
    assert again.url == first.url
    assert ordering.Order.objects.count() == 1


def test_another_total_is_shown_and_asked_again(at_confirm, client, honey):
    catalog.set_price(variant=honey.variants[0], price_centimes=99_00, by=honey.manager, now=timezone.now())
    response = client.post("/fr/checkout/confirm/", at_confirm | {"terms": "on"})
    assert response.url == "/fr/basket/"
    assert ordering.Order.objects.count() == 0


def test_a_total_she_did_not_see_is_not_hers(at_confirm, client):
    response = client.post("/fr/checkout/confirm/", at_confirm | {"terms": "on", "total": "100"})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert ordering.Order.objects.count() == 0


@pytest.mark.parametrize("total", ["9" * 40, "9" * 400, "9" * 4000, "-1", "1e5", ""])
def test_a_total_that_no_page_wrote_is_refused(at_confirm, client, total):
    response = client.post("/fr/checkout/confirm/", at_confirm | {"terms": "on", "total": total})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert ordering.Order.objects.count() == 0


def test_the_stock_is_hers_from_the_second_step(at_confirm, honey):
    variant = catalog.variants_for_sale([honey.variants[0].pk])[honey.variants[0].pk]
    assert variant.available == 8


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("recipient", "", "Écrivez le nom de la personne"),
        ("phone", "12", "n'est pas un numéro de téléphone"),
        ("commune", "Atlantis", "Aucune commune du Maroc"),
        ("quarter", "", "Écrivez le quartier ou le douar"),
        ("pin", "ici", "Écrivez deux nombres"),
        ("pin", "48.85, 2.35", "Maroc"),
        ("email", "salma", "valide"),
    ],
)
def test_each_field_says_what_is_wrong_and_keeps_what_was_typed(honey, client, field, typed, sentence):
    add(client, honey.variants[0])
    response = client.post("/fr/checkout/", ADDRESS | {field: typed})
    html = response.content.decode().replace("&#x27;", "'").replace("’", "'")
    assert response.status_code == 200
    wrong = re.search(rf'id="id_{field}_error">(.*?)</ul>', html, re.S)
    assert wrong is not None
    assert sentence.casefold() in wrong[1].casefold()
    kept = ADDRESS["landmark"] if field != "landmark" else ADDRESS["quarter"]
    assert kept in html


def test_going_back_loses_nothing(at_confirm, client):
    html = client.get("/fr/checkout/").content.decode()
    for typed in ("سلمى بناني", "دوار تاماسينت", "قرب المسجد", "salma@example.ma"):
        assert typed in html
    assert "Aït Ourir" in html or "Ait Ourir" in html


def test_a_lost_session_is_said_and_the_basket_is_still_there(at_confirm, client):
    del client.cookies["sessionid"]
    response = client.post("/fr/checkout/confirm/", at_confirm | {"terms": "on"}, follow=True)
    assert response.request["PATH_INFO"] == "/fr/checkout/"
    assert "restée ouverte trop longtemps" in text_of(response)
    assert client.get("/fr/basket/count").json()["basket"] == 2


def test_a_form_older_than_its_session_is_answered_in_words(honey):
    strict = Client(enforce_csrf_checks=True)
    add(strict, honey.variants[0])
    response = strict.post("/fr/checkout/", ADDRESS)
    assert response.status_code == 403
    assert "rien n’a été modifié" in text_of(response)


def test_a_place_nobody_carries_to_leads_on(honey, client, fatima):
    heavy = a_seller(fatima, {"variant": {"weight_grams": 900_000}}, hand_delivery=False)
    add(client, heavy.variants[0])
    client.post("/fr/checkout/", ADDRESS)
    text = text_of(client.get("/fr/checkout/delivery/"))
    assert "Personne ne peut porter là-bas" in text


def test_a_saved_address_is_one_press(honey, client, salma):
    card = make_address(salma)
    client.force_login(salma)
    add(client, honey.variants[0])
    page = client.get("/fr/checkout/").content.decode()
    assert f'name="saved" value="{card.pk}" checked' in page
    assert client.post("/fr/checkout/", {"saved": card.pk, "email": ""}).url == "/fr/checkout/delivery/"


def test_a_new_address_is_kept_for_the_next_time(honey, client, salma):
    client.force_login(salma)
    add(client, honey.variants[0])
    assert client.post("/fr/checkout/", ADDRESS | {"keep": "on"}).status_code == 302
    (kept,) = people.addresses_of(salma)
    assert kept.postal.quarter == "دوار تاماسينت"


def test_three_cooperatives_make_one_order_of_three_parts(three, client):
    for seller in three:
        add(client, seller.variants[0])
    client.post("/ar/checkout/", ADDRESS)
    page = client.get("/ar/checkout/delivery/").content.decode()
    assert len(ways(page)) == 3
    client.post("/ar/checkout/delivery/", ways(page))
    form = hidden(client.get("/ar/checkout/confirm/").content.decode())
    client.post("/ar/checkout/confirm/", form | {"terms": "on"})
    assert ordering.Order.objects.get().parts.count() == 3
