"""The buyer's order page: where each part is, what is to pay, and that nobody else sees it."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.make.ordering import a_basket, on_its_way, only_part, place
from tests.web.everything import everything
from tests.web.shop.conftest import text_of
from twiza.delivery import api as delivery
from twiza.ordering import api as ordering
from twiza.plumbing.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(honey):
    moment = timezone.now()
    return place(a_basket({honey.variants[0].pk: 2}, now=moment), now=moment)


@pytest.fixture
def link(order) -> str:
    return ordering.order_path(order, "fr")


def test_by_its_link_a_guest_sees_it_all(order, link, client):
    response = client.get(link)
    text = text_of(response)
    assert order.number in text
    assert "À payer à la porte : 225 DH" in text
    assert "Commandée" in text
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_a_stranger_gets_404_and_changes_nothing(order, link, client, brahim):
    addresses = [f"/fr/orders/{order.number}/", f"/fr/orders/{order.number}/wrong-secret/", "/fr/orders/TW-0000000/x/"]
    part = only_part(order)
    for signed_in in (False, True):
        if signed_in:
            client.force_login(brahim)
        before = everything()
        for address in addresses:
            assert client.get(address).status_code == 404, address
            assert client.get(f"{address}confirmation.pdf").status_code == 404, address
            assert client.post(f"{address}cancel/", {"part": part.number}).status_code == 404, address
        assert everything() == before


def test_a_part_of_another_order_can_not_be_named(order, link, client, honey):
    other = only_part(place(a_basket({honey.variants[0].pk: 1}, now=timezone.now()), now=timezone.now()))
    assert client.post(f"{link}cancel/", {"part": other.number}).status_code == 404


def test_cancelled_free_of_charge_until_it_leaves(order, link, client, honey):
    part = only_part(order)
    response = client.post(f"{link}cancel/", {"part": part.number, "reason": "changed_mind"}, follow=True)
    text = text_of(response)
    assert "C’est annulé" in text
    assert "0 DH" in text
    again = client.post(f"{link}cancel/", {"part": part.number}, follow=True)
    assert again.status_code == 200
    assert 'role="alert"' in again.content.decode()


def test_on_its_way_it_shows_the_code_and_no_cancel(order, link, client, honey):
    part = on_its_way(only_part(order), honey.manager, now=timezone.now())
    html = client.get(link).content.decode()
    code = delivery.delivery_code(delivery.shipment_by_reference(part.number))
    assert code in html
    assert "Annuler cette partie" not in html


def test_delivered_it_says_until_when_it_goes_back(order, link, client, honey):
    part = on_its_way(only_part(order), honey.manager, now=timezone.now())
    code = delivery.delivery_code(delivery.shipment_by_reference(part.number))
    ordering.deliver_part(part=part, code=code, actor=honey.manager, now=timezone.now())
    text = text_of(client.get(link))
    assert "Vous pouvez le retourner jusqu’au" in text
    assert "À payer à la porte : 225 DH" not in text


def test_a_declined_line_is_struck_with_its_reason_and_not_to_pay(honey, client, three):
    moment = timezone.now()
    seller = three[1]
    basket = a_basket({seller.variants[0].pk: 1, seller.variants[1].pk: 1}, now=moment)
    order = place(basket, now=moment)
    part = only_part(order)
    lines = ordering.order_view(order, now=moment).parts[0].lines
    ordering.decline_line(part=part, line_id=lines[0].line_id, reason="out_of_stock", actor=seller.manager, now=moment)
    text = text_of(client.get(ordering.order_path(order, "fr")))
    assert "La coopérative ne peut le fournir" in text
    assert "À ne pas payer" in text


def test_found_again_by_the_code_that_is_sent_to_the_phone(order, link, client):
    asked = {"number": f" {order.number.lower()} ", "phone": "06 61 23 45 67"}
    page = client.post("/fr/track/", asked)
    hidden = dict(re.findall(r'<input type="hidden" name="(number|phone)" value="([^"]*)"', page.content.decode()))
    assert hidden == {"number": order.number.lower(), "phone": "+212661234567"}
    assert link not in page.content.decode()
    assert order.secret not in page.content.decode()
    letter = Letter.objects.get(kind="people.code")
    code = re.search(r"\b\d{6}\b", letter.text)[0]
    wrong = client.post("/fr/track/", hidden | {"code": "12"})
    assert wrong.status_code == 422
    assert 'class="errors"' in wrong.content.decode()
    assert client.post("/fr/track/", hidden | {"code": f" {code[:3]} {code[3:]} "}).url == link


def test_an_order_that_is_not_there_is_answered_like_one_that_is(order, client):
    """Nobody learns here that somebody bought something."""
    pages = [
        client.post("/fr/track/", {"number": number, "phone": phone})
        for number, phone in ((order.number, "0661234567"), (order.number, "0661000001"), ("TW-2222222", "0661000002"))
    ]
    said = [text_of(page).replace(order.number, "").replace("TW-2222222", "") for page in pages]
    assert {page.status_code for page in pages} == {200}
    assert len({re.sub(r"[\d ]+", "", text) for text in said}) == 1
    fixed = client.post("/fr/track/", {"number": order.number, "phone": "0528780000"})
    assert "est une ligne fixe" in text_of(fixed)
    assert Letter.objects.filter(kind="people.code").count() == 1


def test_guessing_is_slowed(order, client):
    last = None
    for n in range(40):
        last = client.post("/fr/track/", {"number": order.number, "phone": f"06623456{n:02d}"})
        if last.status_code == 429:
            break
    assert last is not None
    assert last.status_code == 429


def test_the_person_who_ordered_has_a_list(honey, client, salma):
    assert client.get("/fr/orders/").status_code == 302
    client.force_login(salma)
    assert "Vous n’avez encore rien commandé" in text_of(client.get("/fr/orders/"))
    moment = timezone.now()
    order = place(a_basket({honey.variants[0].pk: 1}, person=salma, now=moment), now=moment)
    assert order.number in text_of(client.get("/fr/orders/"))
    assert client.get(f"/fr/orders/{order.number}/").status_code == 200


def test_the_confirmation_is_a_pdf_of_its_own(order, link, client):
    response = client.get(f"{link}confirmation.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_whoever_holds_the_parcel_types_the_code_in(order, client, honey):
    part = on_its_way(only_part(order), honey.manager, now=timezone.now())
    shipment = delivery.shipment_by_reference(part.number)
    address = f"/fr/parcel/{shipment.number}/"
    page = text_of(client.get(address))
    assert "À encaisser : 225 DH" in page
    assert "سلمى" not in page
    code = delivery.delivery_code(shipment)
    wrong = client.post(address, {"code": "000000" if code != "000000" else "111111"})
    assert 'class="errors"' in wrong.content.decode()
    assert "Livré. Merci." in text_of(client.post(address, {"code": code}, follow=True))
    part.refresh_from_db()
    assert part.status == "delivered"
    assert client.get("/fr/parcel/no-such/").status_code == 404


def test_visitors_behind_one_proxy_are_counted_one_by_one(order, link, client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guess = {"number": order.number, "phone": "0662345600"}
    for n in range(21):
        guess["phone"] = f"06623456{n:02d}"
        slowed = client.post("/fr/track/", guess, headers={"X-Forwarded-For": "10.9.9.9, 192.0.2.1"})
    assert slowed.status_code == 429
    known = {"number": order.number, "phone": "0661234567"}
    assert client.post("/fr/track/", known, headers={"X-Forwarded-For": "10.9.9.9, 192.0.2.2"}).status_code == 200


def test_without_a_proxy_nobody_gives_himself_another_address(order, client):
    for n in range(21):
        guess = {"number": order.number, "phone": f"06623456{n:02d}"}
        slowed = client.post("/fr/track/", guess, headers={"X-Forwarded-For": f"192.0.2.{n}"})
    assert slowed.status_code == 429
