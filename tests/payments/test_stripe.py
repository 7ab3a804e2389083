"""Cards from abroad: events in the shape Stripe publishes, signed as it signs, and a server that speaks its API."""

from __future__ import annotations

import json
import threading
import typing
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
import stripe

from tests.conftest import NOW
from tests.make.payments import ALL_WAYS, STRIPE, WEBHOOK, a_payer, a_payment
from twiza.ledger.api import balances, post, trial_balance
from twiza.payments import jobs
from twiza.payments.adapters import stripe_checkout
from twiza.payments.api import Heard, Payment, Places, Repayment, Said, Verdict, begin_payment, repay, take_callback
from twiza.payments.models import Callback, Receipt
from twiza.payments.terms import GatewayFailed
from twiza.plumbing.models import FactRow

pytestmark = pytest.mark.django_db
PLACES = Places("https://a.example/ok", "https://a.example/no", "https://a.example/cb", "https://a.example")


def hears(kind: str, told: dict[str, Any], *, secret: str = WEBHOOK, at: int | None = None, tail: str = "") -> Said:
    event = {"id": "evt_1", "object": "event", "api_version": "2020-08-27", "type": kind, "data": {"object": told}}
    body = json.dumps(event)
    signed = stripe.WebhookSignature.generate_signature_header(body, secret, at)
    return take_callback(adapter="stripe", heard=Heard(body=(body + tail).encode(), signature=signed), now=NOW)


def session(payment: Payment, **changes: Any) -> dict[str, Any]:
    """A checkout.session, complete, as far as we read it and some of what we do not."""
    return {
        "id": "cs_test_1",
        "object": "checkout.session",
        "amount_subtotal": payment.amount_centimes,
        "amount_total": payment.amount_centimes,
        "client_reference_id": payment.number,
        "currency": "mad",
        "customer_details": {"email": "ana@example.org", "name": "Ana"},
        "metadata": {"number": payment.number},
        "mode": "payment",
        "payment_intent": "pi_1",
        "payment_status": "paid",
        "status": "complete",
    } | changes


def last() -> str:
    return str(Callback.objects.order_by("pk").values_list("verdict", flat=True).last())


def money() -> dict[str, int]:
    assert trial_balance().difference == 0
    found = balances(["card:stripe:clearing", "payments:in", "payments:parked", "buyer:refunds"])
    return {name: centimes for name, centimes in found.items() if centimes}


def test_what_we_read_is_what_the_official_client_declares():
    for made, fields in (
        (
            stripe.checkout.Session,
            "amount_total client_reference_id currency payment_intent payment_status url metadata",
        ),
        (stripe.PaymentIntent, "last_payment_error metadata status"),
        (stripe.Refund, "status metadata failure_reason id"),
    ):
        assert set(fields.split()) <= set(made.__annotations__), made
    hints = str(stripe.Event.__annotations__["type"]) + "".join(map(str, typing.get_args(stripe.Event)))
    for kind in (*stripe_checkout._PAID, *stripe_checkout._REFUSED, *stripe_checkout._REFUNDS):
        assert kind in hints, kind


def test_a_completed_session_settles_once():
    payment = a_payment(250_00, way="card_abroad")
    for _ in range(3):
        assert hears("checkout.session.completed", session(payment)).status == 200
    payment.refresh_from_db()
    assert payment.status == "settled"
    assert money() == {"card:stripe:clearing": 250_00, "payments:in": -250_00}
    assert Receipt.objects.get().external_id == "pi_1"
    assert FactRow.objects.filter(kind="PaymentSettled").count() == 1
    assert "Ana" not in json.dumps(list(Callback.objects.values_list("fields", flat=True)))


def test_what_has_not_paid_yet_settles_later():
    payment = a_payment(250_00, way="card_abroad")
    hears("checkout.session.completed", session(payment, payment_status="unpaid"))
    assert last() == Verdict.NO_MATTER
    assert not Receipt.objects.exists()
    hears("checkout.session.async_payment_succeeded", session(payment))
    assert last() == Verdict.SETTLED


def test_what_is_not_stripes_changes_nothing():
    payment = a_payment(250_00, way="card_abroad")
    told = session(payment)
    for how in ({"secret": "whsec_guessed"}, {"at": 1_500_000_000}, {"tail": " "}):
        assert hears("checkout.session.completed", told, **how).status == 400
        assert last() == Verdict.BAD_HASH
    for header in ("", "t=1", "v1=abc", "t=x,v1=y", "é"):
        said = take_callback(adapter="stripe", heard=Heard(body=b"\xff{}", signature=header), now=NOW)
        assert said.status == 400
    assert not Receipt.objects.exists()


def test_what_lacks_something_is_unreadable_not_a_crash():
    payment = a_payment(250_00, way="card_abroad")
    for told in (
        {},
        session(payment, amount_total="250"),
        session(payment, amount_total=None),
        {"payment_status": "paid"},
    ):
        assert hears("checkout.session.completed", told).status == 400
        assert last() == Verdict.UNREADABLE
    assert hears("customer.created", {"id": "cus_1"}).status == 200
    assert last() == Verdict.NO_MATTER
    assert not Receipt.objects.exists()


def test_another_amount_currency_or_order():
    payment = a_payment(250_00, way="card_abroad")
    hears("checkout.session.completed", session(payment, currency="eur"))
    assert last() == Verdict.CURRENCY
    hears("checkout.session.completed", session(payment, amount_total=249_00))
    hears("checkout.session.completed", session(payment, client_reference_id=None, payment_intent="pi_2"))
    assert list(Receipt.objects.order_by("pk").values_list("standing", flat=True)) == ["wrong_amount", "unknown"]
    assert money() == {"card:stripe:clearing": 499_00, "payments:parked": -499_00}


def test_a_refused_card_says_why():
    payment = a_payment(250_00, way="card_abroad")
    intent = {"id": "pi_1", "metadata": {"number": payment.number}, "last_payment_error": {"message": "Card declined."}}
    assert hears("payment_intent.payment_failed", intent).status == 200
    fact = FactRow.objects.get(kind="PaymentRefused")
    assert fact.fields == {"reference": payment.reference, "reason": "Card declined."}


class Api(BaseHTTPRequestHandler):
    """As much of Stripe's API as we call, in its shapes."""

    asked: typing.ClassVar[list[tuple[str, dict[str, str], str]]] = []
    refund_status: typing.ClassVar[str] = "succeeded"
    broken: typing.ClassVar[bool] = False
    made: typing.ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        self.answer(200, {"object": "list", "data": Api.made, "has_more": False, "url": "/v1/refunds"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: values[0] for name, values in parse_qs(body).items()}
        Api.asked.append((self.path, fields, self.headers.get("Idempotency-Key", "")))
        answer: dict[str, Any] = {"error": {"type": "invalid_request_error", "message": "Charge already refunded."}}
        if not Api.broken:
            answer = {
                "id": "cs_test_1",
                "object": "checkout.session",
                "url": "https://checkout.stripe.com/c/pay/cs_test_1",
            }
            if self.path == "/v1/refunds":
                answer = {"id": "re_1", "object": "refund", "status": Api.refund_status, "failure_reason": None}
        self.answer(400 if Api.broken else 200, answer)

    def answer(self, status: int, said: dict[str, Any]) -> None:
        data = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def api(settings) -> Iterator[type[Api]]:
    server = HTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"stripe": STRIPE | {"api": base}}
    Api.asked, Api.refund_status, Api.broken, Api.made = [], "succeeded", False, []
    yield Api
    server.shutdown()
    server.server_close()


def test_the_buyer_is_sent_to_stripes_page(api: type[Api]):
    payment = a_payment(250_00, way="card_abroad", payer=a_payer(language="fr"))
    handoff = begin_payment(payment=payment, places=PLACES, now=NOW)
    assert (handoff.action, handoff.fields) == ("https://checkout.stripe.com/c/pay/cs_test_1", ())
    path, fields, _ = api.asked[0]
    assert path == "/v1/checkout/sessions"
    assert fields["line_items[0][price_data][unit_amount]"] == "25000"
    assert fields["line_items[0][price_data][currency]"] == "mad"
    assert fields["client_reference_id"] == payment.number
    assert (fields["locale"], fields["success_url"]) == ("fr", PLACES.ok)
    assert int(fields["expires_at"]) == int(payment.expires_at.timestamp())
    api.broken = True
    with pytest.raises(GatewayFailed):
        begin_payment(payment=payment, places=PLACES, now=NOW)


def a_refund() -> Repayment:
    payment = a_payment(250_00, way="card_abroad")
    hears("checkout.session.completed", session(payment))
    taken = {"payments:in": 250_00, "buyer:refunds": -250_00}
    post(reference="taken", lines=taken, day=NOW.date(), cause="test:1", now=NOW)
    return repay(
        reference="refund:1",
        amount_centimes=100_00,
        way="as_paid",
        payment_reference=payment.reference,
        subject="TW-1",
        now=NOW,
        by=None,
    )


def test_a_refund_is_asked_for_once(api: type[Api]):
    refund = a_refund()
    assert jobs.send_refunds(now=NOW) == 1
    assert jobs.send_refunds(now=NOW) == 0
    path, fields, key = api.asked[0]
    assert (path, key) == ("/v1/refunds", refund.number)
    assert (fields["payment_intent"], fields["amount"]) == ("pi_1", "10000")
    refund.refresh_from_db()
    assert (refund.status, refund.external_id) == ("paid", "re_1")
    assert money() == {"card:stripe:clearing": 150_00, "buyer:refunds": -150_00}
    told = {"id": "re_1", "status": "succeeded", "metadata": {"repayment": refund.number}}
    hears("refund.updated", told)
    assert last() == Verdict.REPEATED
    assert FactRow.objects.filter(kind="RepaymentPaid").count() == 1
    assert jobs.clearing(NOW) == []


def test_a_refund_may_take_its_time_and_may_fail_after_all(api: type[Api]):
    refund = a_refund()
    api.refund_status = "pending"
    jobs.send_refunds(now=NOW)
    refund.refresh_from_db()
    assert refund.status == "under_way"
    told = {"id": "re_1", "status": "succeeded", "metadata": {"repayment": refund.number}}
    hears("refund.updated", told)
    refund.refresh_from_db()
    assert refund.status == "paid"
    hears("refund.failed", told | {"status": "failed", "failure_reason": "lost_or_stolen_card"})
    refund.refresh_from_db()
    assert (refund.status, refund.reason) == ("failed", "lost_or_stolen_card")
    assert money() == {"card:stripe:clearing": 250_00, "buyer:refunds": -250_00}


def test_a_refund_that_stripe_refuses_fails_with_its_words(api: type[Api]):
    refund = a_refund()
    api.broken = True
    assert jobs.send_refunds(now=NOW) == 1
    refund.refresh_from_db()
    assert (refund.status, refund.reason) == ("failed", "Charge already refunded.")


def test_a_refund_whose_answer_was_lost_is_asked_again_under_the_same_key(api: type[Api], settings):
    refund = a_refund()
    good = settings.TWIZA_PAYMENTS
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"stripe": STRIPE | {"secret_key": ""}}
    assert jobs.send_refunds(now=NOW) == 0
    refund.refresh_from_db()
    assert refund.status == "under_way"
    settings.TWIZA_PAYMENTS = good
    assert jobs.send_refunds(now=NOW) == 1
    assert [key for _, _, key in api.asked] == [refund.number]
    refund.refresh_from_db()
    assert refund.status == "paid"


def test_a_refund_whose_answer_was_lost_and_whose_key_is_forgotten_is_not_made_again(api: type[Api]):
    refund = a_refund()
    other = {"id": "re_0", "object": "refund", "status": "succeeded", "metadata": {"repayment": "another"}}
    ours = {"id": "re_7", "object": "refund", "status": "succeeded", "metadata": {"repayment": refund.number}}
    api.made = [other, ours]
    assert jobs.send_refunds(now=NOW) == 1
    refund.refresh_from_db()
    assert (refund.status, refund.external_id) == ("paid", "re_7")
    assert api.asked == []
