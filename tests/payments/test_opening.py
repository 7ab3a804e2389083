"""Asking for a payment, and what its owner sees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.payments import ALL_WAYS, CARD, STRIPE, a_payment
from twiza.kernel.refusals import NotFound
from twiza.payments.access import payment_by_secret
from twiza.payments.api import Places, begin_payment, expire_payments, payment_view, ways
from twiza.payments.models import Payment
from twiza.payments.terms import AmountDiffers, NoLongerOpen, NothingToPay, WayIsOff
from twiza.people.api import Person

pytestmark = pytest.mark.django_db
PLACES = Places("https://a.example/ok", "https://a.example/no", "https://a.example/cb", "https://a.example")


def test_the_same_reference_is_the_same_payment():
    first, again = a_payment(reference="TW-4K7Q2MX:card"), a_payment(reference="TW-4K7Q2MX:card")
    assert first == again
    assert Payment.objects.count() == 1
    for changed in ({"centimes": 1_00}, {"way": "transfer"}):
        with pytest.raises(AmountDiffers):
            a_payment(reference="TW-4K7Q2MX:card", **changed)


def test_what_is_refused():
    with pytest.raises(NothingToPay):
        a_payment(0)
    for way in ("cash", "barter"):
        with pytest.raises(WayIsOff):
            a_payment(way=way)
    assert not Payment.objects.exists()


def test_the_ways_are_those_the_settings_allow(settings):
    assert [(way.code, way.prepaid, way.refusal) for way in ways(amount_centimes=100)] == [
        ("cash", False, None),
        ("transfer", True, None),
        ("card", True, None),
        ("card_abroad", True, None),
    ]
    assert [way.code for way in ways(amount_centimes=0) if way.refusal] == ["transfer", "card", "card_abroad"]
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"ways": ["card", "cash"]}
    assert [way.code for way in ways(amount_centimes=100)] == ["cash", "card"]
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"card": CARD | {"store_key": ""}, "stripe": STRIPE | {"webhook_secret": ""}}
    settings.TWIZA_BANK = []
    assert [way.code for way in ways(amount_centimes=100)] == ["cash"]


def test_the_simulator_is_no_way_to_pay_in_production(settings):
    settings.TWIZA_PAYMENTS = ALL_WAYS | {"card": CARD | {"gate": "simulator"}}
    assert "card" not in [way.code for way in ways(amount_centimes=100)]
    settings.DEV = True
    assert "card" in [way.code for way in ways(amount_centimes=100)]


def test_what_its_owner_sees():
    payment = a_payment(180_50, way="transfer")
    view = payment_view(payment.reference)
    assert view is not None
    assert (view.status, view.way, view.amount_centimes) == ("open", "transfer", 180_50)
    assert view.pay_path == f"/ar/pay/{payment.number}/{payment.secret}/"
    assert view.instructions is not None
    assert view.instructions.rib == "999 780 0000000000000123 27"
    assert view.instructions.iban.replace(" ", "")[4:] == "999780000000000000012327"
    assert (view.instructions.write, view.instructions.until) == (payment.number, payment.expires_at)
    card = payment_view(a_payment().reference)
    assert card is not None
    assert card.instructions is None
    assert payment_view("nothing") is None


def test_only_who_holds_the_link_gets_in():
    payment, other = a_payment(), a_payment()
    assert payment_by_secret(payment.number, payment.secret) == payment
    for number, secret in ((payment.number, other.secret), (payment.number, ""), ("PY-2222222", payment.secret)):
        with pytest.raises(NotFound):
            payment_by_secret(number, secret)


def test_nothing_begins_once_it_is_closed():
    payment = a_payment()
    assert begin_payment(payment=payment, places=PLACES, now=NOW).action == CARD["gate"]
    with pytest.raises(NoLongerOpen):
        begin_payment(payment=payment, places=PLACES, now=payment.expires_at)
    expire_payments(now=NOW + timedelta(days=1))
    payment.refresh_from_db()
    with pytest.raises(NoLongerOpen):
        begin_payment(payment=payment, places=PLACES, now=NOW)


def test_the_desk_alone_gets_at_the_rest(nadia: Person, brahim: Person):
    from twiza.payments.api import payment_for_desk, receipt_for_desk, repayment_for_desk

    payment = a_payment()
    assert payment_for_desk(nadia, payment.number) == payment
    for person in (brahim, nadia):
        with pytest.raises(NotFound):
            receipt_for_desk(person, 1)
        with pytest.raises(NotFound):
            repayment_for_desk(person, "RB-2222222")
    with pytest.raises(NotFound):
        payment_for_desk(brahim, payment.number)
