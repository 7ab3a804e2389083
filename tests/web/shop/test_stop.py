"""The link of a letter: GET changes nothing, one POST stops it, mail programs may do it too."""

from __future__ import annotations

import logging

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.conftest import NOW
from tests.make.privacy import EMAIL, a_finished_order
from tests.web.everything import everything
from twiza.people import api as people
from twiza.plumbing.letters import send_letters
from twiza.plumbing.models import Letter

pytestmark = pytest.mark.django_db
PHONE = "+212661234567"


def token_of(purpose: str, contact: str = EMAIL) -> str:
    if purpose == "news":
        proof = people.Proof(how="box", where="checkout", language="fr", version="2026-11")
        people.give_consent(purpose_code="news", proof=proof, contact=contact, now=NOW)
    Letter.objects.create(
        reference=f"test:{purpose}",
        kind={"news": "newsletter", "orders": "order_confirmation"}[purpose],
        channel="email",
        to=contact,
        language="fr",
        subject="x",
        text="x",
    )
    send_letters(NOW)
    return people.StopLink.objects.get(purpose=purpose).token


def test_get_changes_nothing_and_one_tap_stops():
    address = f"/fr/s/{token_of('news')}/"
    visitor = Client(enforce_csrf_checks=True)
    before = everything()
    for method in ("get", "head"):
        assert getattr(visitor, method)(address).status_code == 200
    assert everything() == before
    assert visitor.put(address).status_code == 405
    answer = visitor.post(address)
    assert (answer.status_code, answer["Referrer-Policy"]) == (200, "no-referrer")
    assert not people.has_consent(purpose_code="news", contact=EMAIL)
    before = everything()
    assert visitor.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert everything() == before


def test_the_one_click_of_mail_programs(client):
    token_of("news")
    header = mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>")
    assert client.post(header.partition("127.0.0.1:8000")[2], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not people.has_consent(purpose_code="news", contact=EMAIL)


def test_what_is_necessary_says_why_and_nothing_moves(client):
    address = f"/fr/s/{token_of('orders')}/"
    page = client.get(address).content.decode()
    assert '<form method="post">' not in page
    assert reverse("account:home").replace("/ar/", "/fr/") in page
    before = everything()
    assert client.post(address).status_code == 422
    for stranger in ("0" * 16, "x", "%00", "é"):
        assert client.get(f"/fr/s/{stranger}/").status_code in (404, 400)
        assert client.post(f"/fr/s/{stranger}/").status_code in (404, 400)
    assert everything() == before


def test_subjects_logs_and_addresses_name_nobody(fatima, salma, caplog, settings):
    settings.SMS_ADAPTER = "tests.web.shop.test_stop.Broken"
    with caplog.at_level(logging.DEBUG, logger="twiza"):
        order = a_finished_order(fatima, salma)
        while send_letters(NOW):
            pass
        client = Client()
        client.force_login(salma)
        for address in (f"/ar/orders/{order.number}/", reverse("account:privacy_data"), "/ar/nowhere/"):
            client.get(address)
    secrets = ("سلمى", PHONE, "0661234567", "06 61 23 45 67", EMAIL, salma.name)
    assert Letter.objects.filter(error__contains="boom").exists()
    said = [letter.subject for letter in Letter.objects.all()] + [m.subject for m in mail.outbox]
    said += [record.getMessage() + str(record.exc_text or "") for record in caplog.records]
    said += [people.StopLink.objects.first().token]
    assert not [(text, word) for text in said for word in secrets if word in text]


class Broken:
    def send(self, *, to: str, text: str, reference: str) -> None:
        raise RuntimeError(f"boom {to}")


def test_the_page_on_personal_data_is_true(client):
    for language in ("ar", "fr", "en"):
        page = client.get(f"/{language}/privacy/").content.decode()
        assert reverse("shop:mydata").replace("/ar/", f"/{language}/") in page
        for purpose in people.purposes():
            assert str(purpose.names[language]) in page
