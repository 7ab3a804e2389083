"""The link of a letter: GET changes nothing, one POST stops it, mail programs may do it too; guests by their phone."""

from __future__ import annotations

import json
import logging

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.conftest import NOW
from tests.make.privacy import EMAIL, a_finished_order, code_sent_to, where_it_stands
from tests.web.everything import everything
from twiza.people import api as people
from twiza.plumbing.letters import send_letters
from twiza.plumbing.models import Letter
from twiza.privacy import api as privacy
from twiza.privacy.models import DataRequest

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
    for strange in ("0" * 16, "x", "%00", "é"):
        assert client.get(f"/fr/s/{strange}/").status_code in (404, 400)
        assert client.post(f"/fr/s/{strange}/").status_code in (404, 400)
    assert everything() == before


def test_a_guest_proves_her_phone_then_sees_and_erases(fatima, client, django_capture_on_commit_callbacks):
    a_finished_order(fatima, way="cash")
    gated = ("mydata_data", "mydata_erase", "mydata_stop")
    before = everything()
    for name in gated:
        for answer in (client.get(reverse(f"shop:{name}")), client.post(reverse(f"shop:{name}"))):
            assert answer["Location"] == reverse("shop:mydata")
    assert client.get(reverse("shop:mydata_file", kwargs={"kind": "json"})).status_code == 302
    assert everything() == before
    assert client.post(reverse("shop:mydata"), {"phone": "abc"}).status_code == 422
    assert client.post(reverse("shop:mydata"), {"phone": "0661234567"}).status_code == 302
    assert client.post(reverse("shop:mydata_code"), {"code": "000000"}).status_code == 422
    assert client.post(reverse("shop:mydata_code"), {"code": code_sent_to(PHONE)}).status_code == 302
    page = client.get(reverse("shop:mydata_data"))
    assert (page.status_code, len(page.content) < 60_000) == (200, True)
    assert "سلمى بناني" in page.content.decode()
    got = json.loads(client.get(reverse("shop:mydata_file", kwargs={"kind": "json"})).content)
    assert {"ordering.orders", "delivery.parcels", "invoicing.papers"} <= {s["code"] for s in got["sections"]}
    client.post(reverse("shop:mydata_stop"), {"purpose": "reviews"})
    assert not people.has_consent(purpose_code="reviews", contact=PHONE)
    confirm = client.post(reverse("shop:mydata_erase"))["Location"]
    row = DataRequest.objects.get(kind="erase")
    stranger = Client()
    assert stranger.post(confirm, {"code": "1"})["Location"] == reverse("shop:mydata")
    done = client.post(confirm, {"code": code_sent_to(PHONE)})
    assert done["Location"] == reverse("shop:mydata_erased")
    assert client.get(reverse("shop:mydata_erased")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        privacy.finish_erasure(request_id=row.pk, now=timezone.now())
    assert not {label for label, _word in where_it_stands(PHONE, EMAIL)} - {"file"}
    assert client.get(reverse("shop:mydata_data"))["Location"] == reverse("shop:mydata")


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
            assert str(purpose.names[language]).replace("’", "’") in page
