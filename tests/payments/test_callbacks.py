"""What an acquirer tells us: booked once, applied or parked, never lost, never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import NOW
from tests.make.payments import ALL_WAYS, CARD, STRIPE, a_payment, acquirer_says, callback_fields
from twiza.kernel.refusals import NotFound
from twiza.ledger.api import balances, trial_balance
from twiza.payments import jobs
from twiza.payments.actions import receive as receiving
from twiza.payments.api import (
    Heard,
    Standing,
    Verdict,
    cancel_payment,
    expire_payments,
    payment_view,
    take_callback,
)
from twiza.payments.models import Callback, Payment, Receipt
from twiza.plumbing.models import FactRow

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def money() -> dict[str, int]:
    """Clearing, in, parked: what is booked on them."""
    found = balances(["card:acquirer:clearing", "payments:in", "payments:parked"])
    return {name.split(":")[-1]: centimes for name, centimes in found.items()}


def facts() -> list[tuple[str, dict]]:
    return list(FactRow.objects.order_by("pk").values_list("kind", "fields"))


def last() -> tuple[str, str]:
    return Callback.objects.order_by("pk").values_list("verdict", "answer").last()


def agree() -> None:
    checks = (jobs.parked_money, jobs.clearing, jobs.settled_payments, jobs.money_come)
    assert [sentence for check in checks for sentence in check(NOW)] == []


def test_a_success_settles():
    payment = a_payment(180_50)
    said = acquirer_says(payment, now=NOW)
    assert (said.text, said.status) == ("ACTION=POSTAUTH", 200)
    payment.refresh_from_db()
    assert (payment.status, payment.settled_at) == ("settled", NOW)
    assert money() == {"clearing": 180_50, "in": -180_50, "parked": 0}
    assert facts() == [("PaymentSettled", {"reference": payment.reference, "centimes": 180_50})]
    assert last() == (Verdict.SETTLED, "ACTION=POSTAUTH")
    agree()


def test_the_same_news_again_changes_nothing_and_gets_the_same_answer():
    payment = a_payment(180_50)
    answers = {acquirer_says(payment, TransId="T1").text for _ in range(3)}
    assert answers == {"ACTION=POSTAUTH"}
    assert Receipt.objects.count() == 1
    assert money() == {"clearing": 180_50, "in": -180_50, "parked": 0}
    assert list(Callback.objects.order_by("pk").values_list("verdict", flat=True)) == [
        Verdict.SETTLED,
        Verdict.REPEATED,
        Verdict.REPEATED,
    ]
    assert len(facts()) == 1


def test_what_is_not_genuine_changes_nothing():
    payment = a_payment(180_50)
    assert acquirer_says(payment, key="guessed").text == "FAILURE"
    assert last() == (Verdict.BAD_HASH, "FAILURE")
    assert Callback.objects.get().fields == {}
    payment.refresh_from_db()
    assert payment.status == "open"
    assert facts() == []
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("before", "changes", "standing"),
    [
        ("", {"amount": "180.49"}, Standing.WRONG_AMOUNT),
        ("", {"amount": "1805.00"}, Standing.WRONG_AMOUNT),
        ("", {"oid": "PY-2222222-1"}, Standing.UNKNOWN),
        ("", {"oid": "TW-4K7Q2MX"}, Standing.UNKNOWN),
        ("expire", {}, Standing.LATE),
        ("cancel", {}, Standing.CANCELLED),
        ("pay", {}, Standing.DOUBLE),
        ("pay", {"amount": "1.00"}, Standing.DOUBLE),
    ],
)
def test_money_that_settles_nothing_is_parked(before, changes, standing):
    payment = a_payment(180_50)
    if before == "expire":
        assert expire_payments(now=LATER) == 1
    elif before == "cancel":
        assert cancel_payment(reference=payment.reference, now=NOW) is True
    elif before == "pay":
        acquirer_says(payment)
    came = money()
    status = Payment.objects.get().status
    assert acquirer_says(payment, now=LATER, **changes).text == "ACTION=POSTAUTH"
    receipt = Receipt.objects.latest("pk")
    assert (receipt.standing, receipt.status) == (standing, "parked")
    assert money() == came | {"clearing": came["clearing"] + receipt.centimes, "parked": -receipt.centimes}
    assert facts()[-1] == ("MoneyParked", {"receipt_id": receipt.pk})
    assert Payment.objects.get().status == status
    agree()


def test_an_acquirer_that_asks_us_first_may_be_told_not_to_take_it(settings):
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"card": CARD | {"unexpected": "refuse"}}
    payment = a_payment(180_50)
    for changes in ({"amount": "1.00"}, {"oid": "PY-2222222-1"}):
        assert acquirer_says(payment, **changes).text == "FAILURE"
        assert last() == (Verdict.NOT_TAKEN, "FAILURE")
    assert not Receipt.objects.exists()
    assert acquirer_says(payment, TransId="T1").text == "ACTION=POSTAUTH"
    assert acquirer_says(payment, TransId="T2").text == "FAILURE"
    assert acquirer_says(payment, TransId="T1").text == "ACTION=POSTAUTH"
    assert money() == {"clearing": 180_50, "in": -180_50, "parked": 0}


def test_another_currency_is_not_taken():
    payment = a_payment(180_50)
    assert acquirer_says(payment, currency="978").text == "FAILURE"
    assert last() == (Verdict.CURRENCY, "FAILURE")
    assert not Receipt.objects.exists()


def test_a_refusal_leaves_it_open_to_try_again():
    payment = a_payment(180_50)
    said = acquirer_says(payment, ProcReturnCode="51", Response="Declined", ErrMsg="Solde insuffisant")
    assert said.text == "FAILURE"
    assert facts() == [("PaymentRefused", {"reference": payment.reference, "reason": "Solde insuffisant"})]
    view = payment_view(payment.reference)
    assert view is not None
    assert (view.status, view.refused) == ("open", "Solde insuffisant")
    acquirer_says(payment)
    view = payment_view(payment.reference)
    assert view is not None
    assert (view.status, view.refused) == ("settled", None)


def test_what_breaks_inside_is_kept_and_told_again(monkeypatch):
    """Everything of a callback is one transaction: what dies in it, leaves nothing but the note that it died."""
    payment = a_payment(180_50)

    def dies(fact: object) -> None:
        raise RuntimeError("the process dies here")

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "announce", dies)
        assert acquirer_says(payment, TransId="T1").text == "FAILURE"
    assert last() == (Verdict.BROKE, "FAILURE")
    assert not Receipt.objects.exists()
    assert money() == {"clearing": 0, "in": 0, "parked": 0}
    assert Payment.objects.get().status == "open"
    assert acquirer_says(payment, TransId="T1").text == "ACTION=POSTAUTH"
    assert money() == {"clearing": 180_50, "in": -180_50, "parked": 0}


def test_an_adapter_without_settings_does_not_exist(settings):
    payment = a_payment(180_50)
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"card": CARD | {"store_key": ""}, "stripe": STRIPE | {"webhook_secret": ""}}
    for adapter in ("card", "stripe", "transfer", "nothing"):
        with pytest.raises(NotFound):
            take_callback(adapter=adapter, heard=Heard(fields=callback_fields(payment)), now=NOW)
    assert not Callback.objects.exists()


def test_a_way_that_is_no_longer_offered_still_hears(settings):
    payment = a_payment(180_50)
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"ways": ["cash"]}
    assert acquirer_says(payment).text == "ACTION=POSTAUTH"
    assert money() == {"clearing": 180_50, "in": -180_50, "parked": 0}


def test_expiry_and_success_exclude_each_other():
    payment, paid = a_payment(180_50), a_payment(99_00)
    acquirer_says(paid)
    assert expire_payments(now=payment.expires_at - timedelta(seconds=1)) == 0
    assert expire_payments(now=payment.expires_at) == 1
    assert expire_payments(now=payment.expires_at) == 0
    assert cancel_payment(reference=payment.reference, now=LATER) is False
    assert cancel_payment(reference=paid.reference, now=LATER) is False
    assert cancel_payment(reference="nothing", now=LATER) is False
    assert sorted(Payment.objects.values_list("status", flat=True)) == ["expired", "settled"]
    assert facts()[-1] == ("PaymentExpired", {"reference": payment.reference})


def test_money_before_the_job_came_still_settles():
    """Its time is over by the clock, but what it is for was not given up yet."""
    payment = a_payment(180_50)
    acquirer_says(payment, now=LATER)
    payment.refresh_from_db()
    assert payment.status == "settled"


def test_the_database_itself_refuses_what_must_not_be():
    payment = a_payment(180_50)
    acquirer_says(payment)
    for broken in (
        {"status": "open"},
        {"refunded_centimes": 180_51},
        {"amount_centimes": 0},
        {"status": "nonsense"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.update(**broken)
    receipt = Receipt.objects.get()
    for broken in ({"centimes": 0}, {"status": "parked"}, {"payment": None}, {"status": "placed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Receipt.objects.update(**broken)
    receipt.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        receipt.save(force_insert=True)
    receipt.external_id = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        receipt.save(force_insert=True)
    assert trial_balance().difference == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"\u00b2": "1"},
        {"1a": "x", "b2": "y", "\u00b23": "z"},
        {"a" + "1" * 5000: "x"},
        {"oid": "&#" + "9" * 5000 + ";"},
        {"oid": "\u0663", "\u0663": "\u0663", "HASH": "\ud7ff"},
    ],
    ids=range(5),
)
def test_a_stranger_who_knows_what_breaks_numbers_is_answered_as_any_other(fields):
    said = take_callback(adapter="card", heard=Heard(fields=fields), now=NOW)
    assert (said.text, said.status) == ("FAILURE", 200)
    assert last() == (Verdict.BAD_HASH, "FAILURE")
