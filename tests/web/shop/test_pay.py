"""The room where a payment is made: its page in each state, the acquirer's door, the simulator, strangers."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.payments import ALL_WAYS, CARD, a_payer, a_payment, acquirer_says, callback_fields
from tests.web.everything import everything
from twiza.ledger.api import balances, trial_balance
from twiza.payments.api import cancel_payment, expire_payments
from twiza.payments.models import Callback, Payment, Receipt
from twiza.web.shop.pay.urls import patterns

pytestmark = pytest.mark.django_db
QUERIES, BYTES = 4, 20_000
SIMULATED = ALL_WAYS | {"card": CARD | {"gate": "simulator"}}


@pytest.fixture(autouse=True)
def _ways(settings) -> None:
    settings.TWIZA_PAYMENTS = ALL_WAYS


@pytest.fixture
def simulated(settings) -> None:
    settings.DEV = True
    settings.ROOT_URLCONF = "tests.web.desk.dev_urls"
    settings.TWIZA_PAYMENTS = SIMULATED


def a_due(centimes: int = 180_50, **fields) -> Payment:
    return a_payment(centimes, now=timezone.now(), **({"payer": a_payer(language="fr")} | fields))


def path_of(payment: Payment, tail: str = "", language: str = "fr") -> str:
    return f"/{language}/pay/{payment.number}/{payment.secret}/{tail}"


def text_of(response) -> str:
    return unescape(response.content.decode())


def hidden(html: str, form: int = 0) -> dict[str, str]:
    """The hidden fields of the nth form of the page's own part."""
    forms = re.findall(r"<form method=\"post\".*?</form>", html.partition("<main")[2], re.S)
    return {
        unescape(n): unescape(v) for n, v in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', forms[form])
    }


def test_a_card_is_paid_on_the_acquirers_page(client):
    payment = a_due(payer=a_payer(name='"><b>Aït | Ali', language="fr"))
    response = client.get(path_of(payment))
    html = response.content.decode()
    assert f'action="{CARD["gate"]}"' in html
    fields = hidden(html)
    assert (fields["amount"], fields["BillToName"]) == ("180.50", '"><b>Aït | Ali')
    assert fields["callbackUrl"] == django_settings.SITE_URL + "/pay/callback/card/"
    assert fields["okUrl"].endswith(path_of(payment, "ok/"))
    assert response.headers["Cache-Control"].startswith("max-age=0")
    assert "Refresh" not in response.headers


def test_the_browser_may_follow_the_form_to_the_acquirer_alone():
    """Chrome holds redirects after a form against form-action too: the acquirer's host comes from the settings."""
    assert django_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] == ["'self'"]


def test_a_transfers_page_says_where_to_and_what_to_write(client):
    payment = a_due(way="transfer")
    html = text_of(client.get(path_of(payment)))
    assert payment.number in html
    assert "999 780 0000000000000123 27" in html
    assert "MA" in html
    assert "180,50" in html


def test_every_state_has_its_sentence(client):
    settled, expired, cancelled, over, refused = (a_due() for _ in range(5))
    acquirer_says(settled, now=timezone.now())
    expire_payments(now=expired.expires_at + timedelta(days=1), only=expired.number)
    cancel_payment(reference=cancelled.reference, now=timezone.now())
    Payment.objects.filter(pk=over.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1), created_at="2026-01-01T00:00Z"
    )
    acquirer_says(refused, ProcReturnCode="51", ErrMsg="Solde insuffisant")
    shown = {p.pk: text_of(client.get(path_of(p, language="en"))) for p in (settled, expired, cancelled, over, refused)}
    assert "It is paid." in shown[settled.pk]
    assert "The time to pay is over." in shown[expired.pk]
    assert "The time to pay is over." in shown[over.pk]
    assert "This payment was cancelled." in shown[cancelled.pk]
    assert "Solde insuffisant" in shown[refused.pk]
    assert "try again" in shown[refused.pk]
    for payment in (settled, expired, cancelled, over):
        assert CARD["gate"] not in shown[payment.pk]
        assert payment.back_path in shown[payment.pk]
    assert CARD["gate"] in shown[refused.pk]


def test_money_that_came_otherwise_is_said(client):
    payment = a_due()
    acquirer_says(payment, amount="100.00")
    assert "100" in text_of(client.get(path_of(payment, language="en"))).partition("came for this payment")[0][-200:]


def test_the_way_back_is_not_believed(client):
    """okUrl and failUrl only lead to the page: whatever they carry, the callback alone settles."""
    payment = a_due()
    posted = client.post(path_of(payment, "ok/"), callback_fields(payment))
    assert (posted.status_code, posted.headers["Location"]) == (303, path_of(payment) + "?look=1")
    page = client.get(posted.headers["Location"])
    assert page.headers["Refresh"] == f"5; url={path_of(payment)}?look=2"
    assert CARD["gate"] not in page.content.decode()
    assert not Receipt.objects.exists()
    assert "Refresh" not in client.get(path_of(payment) + "?look=25").headers
    acquirer_says(payment, now=timezone.now())
    page = client.get(path_of(payment) + "?look=2")
    assert "Refresh" not in page.headers
    failed = client.get(path_of(a_due(), "fail/"))
    assert failed.headers["Location"].endswith("?back=fail")
    for nonsense in ("?look=x", "?look=-1", "?look=99999999999", "?look=٣", "?back=x"):
        assert client.get(path_of(payment) + nonsense).status_code == 200


def test_strangers_find_nothing(salma, brahim):
    payment, other = a_due(), a_due()
    browsers = [Client(), Client()]
    browsers[1].force_login(brahim)
    before = everything()
    for client in browsers:
        for secret in (other.secret, "x", payment.secret[:-1]):
            start = f"/fr/pay/{payment.number}/{secret}/"
            assert client.get(start).status_code == 404
            for tail in ("ok/", "fail/", "start/"):
                assert client.post(start + tail).status_code == 404
    assert everything() == before
    assert {p.name for p in patterns} == {
        "pay",
        "pay_start",
        "pay_ok",
        "pay_fail",
        "pay_simulator",
        "pay_simulator_act",
    }


def test_what_the_page_costs(client):
    client.get("/fr/rights/")
    for way in ("card", "transfer", "card_abroad"):
        payment = a_due(way=way)
        with CaptureQueriesContext(connection) as spent:
            response = client.get(path_of(payment, language="ar"))
        assert response.status_code == 200
        assert (len(spent) <= QUERIES, len(response.content) <= BYTES) == (True, True), (
            len(spent),
            len(response.content),
        )


def test_the_acquirers_door(client):
    payment = a_due()
    door = Client(enforce_csrf_checks=True)
    said = door.post("/pay/callback/card/", callback_fields(payment))
    assert (said.status_code, said.content) == (200, b"ACTION=POSTAUTH")
    assert said.headers["Content-Type"].startswith("text/plain")
    payment.refresh_from_db()
    assert payment.status == "settled"
    assert door.post("/pay/callback/card/", callback_fields(payment, key="x")).content == b"FAILURE"
    assert door.get("/pay/callback/card/").status_code == 405
    assert door.post("/pay/callback/cash/").status_code == 403
    for body in ({}, {"oid": "é" * 5000}, {"HASH": "x", "amount": "🫒"}):
        answer = door.post("/pay/callback/card/", body)
        assert (answer.status_code, answer.content) == (200, b"FAILURE")
    assert door.post("/pay/callback/card/", b"\xff\xfe", content_type="application/octet-stream").status_code == 200
    assert door.post("/pay/callback/stripe/", b"{}", content_type="application/json").status_code == 400
    assert Receipt.objects.count() == 1


def test_who_knocks_without_end_is_not_written_down(client, monkeypatch):
    monkeypatch.setattr("twiza.web.shop.pay.callbacks.MOST_PER_MINUTE", 2)
    answers = [client.post("/pay/callback/card/", {"oid": "x"}).status_code for _ in range(4)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert Callback.objects.count() < 4


def test_the_simulator_is_not_there_in_production(client, settings):
    fields = callback_fields(a_due())
    for gate, dev in (("https://pay.acquirer.example/x", True), ("simulator", False)):
        settings.DEV = dev
        settings.ROOT_URLCONF = "tests.web.desk.dev_urls"
        settings.TWIZA_PAYMENTS = ALL_WAYS | {"card": CARD | {"gate": gate}}
        before = everything()
        assert client.post("/fr/pay/simulator/", fields).status_code == 404
        assert client.post("/fr/pay/simulator/act/", fields | {"simulate": "pay"}).status_code == 404
        assert everything() == before


@pytest.mark.parametrize(
    ("choice", "status", "answers", "standings", "where"),
    [
        ("pay", "settled", ["ACTION=POSTAUTH"], ["applied"], "ok"),
        ("refuse", "open", ["FAILURE"], [], "fail"),
        ("repeat", "settled", ["ACTION=POSTAUTH"] * 3, ["applied"], "ok"),
        ("amount", "open", ["ACTION=POSTAUTH"], ["wrong_amount"], "ok"),
        ("late", "expired", ["ACTION=POSTAUTH"], ["late"], "ok"),
        ("twice", "settled", ["ACTION=POSTAUTH"] * 2, ["applied", "double"], "ok"),
        ("unknown", "open", ["ACTION=POSTAUTH"], ["unknown"], "ok"),
        ("hash", "open", ["FAILURE"], [], "ok"),
        ("silent", "open", [], [], "ok"),
    ],
)
def test_the_simulator_does_what_a_bank_may_do(client, simulated, choice, status, answers, standings, where):
    """From the page of the payment to the simulator, and back, as a browser without scripts would."""
    payment = a_due(180_50)
    html = client.get(path_of(payment)).content.decode()
    assert 'action="/fr/pay/simulator/"' in html
    bank = client.post("/fr/pay/simulator/", hidden(html))
    assert bank.status_code == 200
    fields = hidden(bank.content.decode())
    done = client.post("/fr/pay/simulator/act/", fields | {"simulate": choice})
    page = done.content.decode()
    assert re.findall(r"ACTION=POSTAUTH|FAILURE", page.partition("<dl")[2]) == answers
    assert f'action="http://testserver{path_of(payment, where + "/")}"' in page
    payment.refresh_from_db()
    assert payment.status == status
    assert list(Receipt.objects.order_by("pk").values_list("standing", flat=True)) == standings
    assert trial_balance().difference == 0
    came = sum(Receipt.objects.values_list("centimes", flat=True))
    books = balances(["card:acquirer:clearing", "payments:in", "payments:parked"])
    assert books["card:acquirer:clearing"] == came == -books["payments:in"] - books["payments:parked"]
    back = client.post(path_of(payment, where + "/"), hidden(page), follow=True)
    assert back.status_code == 200


def test_the_simulator_takes_no_form_but_the_shops(client, simulated):
    payment = a_due()
    fields = hidden(client.get(path_of(payment)).content.decode()) | {"amount": "1.00"}
    assert client.post("/fr/pay/simulator/", fields).status_code == 400
    before = everything()
    assert client.post("/fr/pay/simulator/act/", fields | {"simulate": "pay"}).status_code == 404
    assert client.post("/fr/pay/simulator/act/", {"simulate": "nonsense"}).status_code == 404
    assert everything() == before


def test_a_card_from_abroad_is_asked_for_first(client, settings):
    """Stripe does not answer here: a sentence, the page again, nothing changed."""
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"stripe": ALL_WAYS["stripe"] | {"api": "http://127.0.0.1:9"}}
    payment = a_due(way="card_abroad")
    assert path_of(payment, "start/") in client.get(path_of(payment)).content.decode()
    refused = client.post(path_of(payment, "start/"))
    assert refused.headers["Location"] == path_of(payment)
    assert client.get(path_of(payment, "start/")).status_code == 405
    assert "Rien n’a été prélevé" in text_of(client.get(path_of(payment)))
