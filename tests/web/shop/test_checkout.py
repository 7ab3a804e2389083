"""Checkout: three steps, everything in the price before the last, one order whatever is clicked."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.ordering import a_carrier, a_seller
from tests.make.payments import ALL_WAYS
from tests.make.people import make_address
from tests.web.shop.conftest import add, text_of
from twiza.catalog import api as catalog
from twiza.ordering import api as ordering
from twiza.payments import api as payments
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


class TestPaying:
    @pytest.fixture(autouse=True)
    def _all_ways(self, settings) -> None:
        settings.TWIZA_PAYMENTS = ALL_WAYS

    def at_delivery(self, client, *sellers) -> str:
        for seller in sellers:
            add(client, seller.variants[0])
        client.post("/fr/checkout/", ADDRESS)
        return client.get("/fr/checkout/delivery/").content.decode()

    def test_the_whole_order_by_card(self, honey, client):
        page = self.at_delivery(client, honey)
        assert 'name="pay" value="cash" checked' in page
        assert "Payer une coopérative autrement" not in page  # there is one only
        chosen = ways(page) | {"pay": "card"}
        assert client.post("/fr/checkout/delivery/", chosen).url == "/fr/checkout/confirm/"
        confirm = client.get("/fr/checkout/confirm/")
        assert "Commander et payer 120 DH par carte bancaire" in text_of(confirm)
        assert "Frais de paiement à la porte" not in text_of(confirm)
        response = client.post("/fr/checkout/confirm/", hidden(confirm.content.decode()) | {"terms": "on"})
        order = ordering.Order.objects.get()
        assert order.total_centimes == 120_00
        payment = payments.payment_view(f"{order.number}:card")
        assert response.url == payment.pay_path
        text = text_of(client.get(ordering.order_path(order, "fr")))
        assert "À payer par carte bancaire : 120 DH" in text
        assert "Payer maintenant" in text
        assert "votre commande vous est gardée" in text

    def test_one_part_in_cash_and_two_by_card(self, three, client):
        page = self.at_delivery(client, *three)
        assert "Payer une coopérative autrement" in page
        own = three[0].cooperative.pk
        client.post("/fr/checkout/delivery/", ways(page) | {"pay": "card", f"pay-{own}": "cash"})
        confirm = client.get("/fr/checkout/confirm/")
        text = text_of(confirm)
        assert "Commander et payer 370 DH : 240 DH par carte bancaire + 130 DH en espèces à la porte" in text
        client.post("/fr/checkout/confirm/", hidden(confirm.content.decode()) | {"terms": "on"})
        order = ordering.Order.objects.get()
        assert sorted(order.parts.values_list("payment", "total_centimes")) == [
            ("card", 120_00),
            ("card", 120_00),
            ("cash", 130_00),
        ]
        back = client.get(ordering.order_path(order, "fr"))
        assert "dont à la porte" in text_of(back)

    def test_what_was_chosen_is_there_again(self, three, client):
        page = self.at_delivery(client, *three)
        own = three[0].cooperative.pk
        client.post("/fr/checkout/delivery/", ways(page) | {"pay": "transfer", f"pay-{own}": "cash"})
        again = client.get("/fr/checkout/delivery/").content.decode()
        assert 'name="pay" value="transfer" checked' in again
        assert "<details open>" in again
        assert '<option value="cash" selected>' in again

    def test_cash_where_none_is_taken_is_refused_in_words(self, fatima, client):
        a_carrier(cash_ceiling=50_00)
        seller = a_seller(fatima)
        page = self.at_delivery(client, seller)
        assert "il se paie à l’avance" in page
        refused = client.post("/fr/checkout/delivery/", ways(page) | {"pay": "cash"})
        assert refused.status_code == 200
        assert "n’encaisse pas d’espèces" in text_of(refused)
        assert client.post("/fr/checkout/delivery/", ways(page) | {"pay": "transfer"}).status_code == 302

    @pytest.mark.parametrize("way", ["pigeon", "card_abroad"])
    def test_a_way_that_is_off_is_refused_in_words(self, honey, client, settings, way):
        settings.TWIZA_PAYMENTS = ALL_WAYS | {"ways": ["cash", "card"]}
        page = self.at_delivery(client, honey)
        refused = client.post("/fr/checkout/delivery/", ways(page) | {"pay": way})
        assert refused.status_code == 200
        assert "n’est pas proposé" in text_of(refused)

    def test_a_stranger_sees_no_link_to_pay(self, honey, client, brahim, nadia):
        page = self.at_delivery(client, honey)
        client.post("/fr/checkout/delivery/", ways(page) | {"pay": "card"})
        form = hidden(client.get("/fr/checkout/confirm/").content.decode())
        client.post("/fr/checkout/confirm/", form | {"terms": "on"})
        order = ordering.Order.objects.get()
        link = payments.payment_view(f"{order.number}:card").pay_path
        stranger = Client()
        assert stranger.get(f"/fr/orders/{order.number}/").status_code == 404
        stranger.force_login(brahim)
        assert stranger.get(f"/fr/orders/{order.number}/").status_code == 404
        view = ordering.order_view(order, now=timezone.now(), for_buyer=False)
        assert [payment.pay_path for payment in view.payments] == [""]
        assert link not in repr(view)

    def test_cancelled_before_it_is_paid(self, honey, client):
        page = self.at_delivery(client, honey)
        client.post("/fr/checkout/delivery/", ways(page) | {"pay": "card"})
        form = hidden(client.get("/fr/checkout/confirm/").content.decode())
        client.post("/fr/checkout/confirm/", form | {"terms": "on"})
        order = ordering.Order.objects.get()
        path = ordering.order_path(order, "fr")
        part = order.parts.get()
        response = client.post(f"{path}cancel/", {"part": part.number}, follow=True)
        assert "C’est annulé" in text_of(response)
        assert "Payer maintenant" not in text_of(response)
        assert payments.payment_view(f"{order.number}:card").status == "cancelled"
