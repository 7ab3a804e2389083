"""The hash of the acquirer's page, its form, and what is read of its callback."""

import pytest

from tests.conftest import NOW
from tests.make.payments import CARD, KEY, a_payer, a_payment, callback_fields
from twiza.payments.adapters.hosted_page import HostedPage, hash_ver3, is_genuine, natural
from twiza.payments.adapters.protocol import Heard, NotGenuine, Outcome, Places, Unreadable

VECTOR = {
    "storetype": "3D_PAY_HOSTING",
    "TranType": "PreAuth",
    "currency": "504",
    "rnd": "1700000000000",
    "lang": "fr",
    "hashAlgorithm": "ver3",
    "encoding": "UTF-8",
    "refreshtime": "5",
    "clientid": "600000000",
    "oid": "137ABC",
    "shopurl": "https://shop.example.ma",
    "okUrl": "https://shop.example.ma/ok",
    "failUrl": "https://shop.example.ma/fail",
    "email": "a@b.ma",
    "BillToName": "Fatima",
    "amount": "10.60",
    "callbackURL": "https://shop.example.ma/cb",
    "tel": "0612345678",
}
PLACES = Places(
    ok="https://twiza.example/ok",
    fail="https://twiza.example/fail",
    callback="https://twiza.example/pay/callback/card/",
    shop="https://twiza.example",
)


def test_the_published_hash():
    expected = "OdjpnrAtqhDFwBdT5T5UrIpu0IVa3JGAbEiOOE/cEm3qmIpS5M3/yrN7ZqcyRPUa2EeBIDoErZGYCccxQaM+1A=="
    assert hash_ver3(VECTOR, "TESTKEY1") == expected
    assert hash_ver3(VECTOR | {"HASH": "x", "hash": "y", "Encoding": "z"}, "TESTKEY1") == expected
    assert hash_ver3(dict(reversed(VECTOR.items())) | {"tel": " 0612345678\n"}, "TESTKEY1") == expected


def test_the_hash_of_signs_that_must_be_escaped():
    fields = VECTOR | {"BillToName": "Ait | Ben\\Ali & Fils"}
    expected = "gLHArRGh2wZF9OLxoooHR8o3dlxPzmZ4JOt3IALkXCwk1+RPHyy9sfRFRnWWBeGGr4TabmV8QuQcxFfJ9dqwyw=="
    assert hash_ver3(fields, "KEY|1\\2") == expected


def test_names_are_sorted_as_php_does():
    names = ["BillToStreet12", "billtostreet2", "amount", "BillToName", "Zed", "EXTRA.HOST", "_charset_"]
    assert sorted(names, key=natural) == [
        "amount",
        "BillToName",
        "billtostreet2",
        "BillToStreet12",
        "EXTRA.HOST",
        "Zed",
        "_charset_",
    ]


@pytest.mark.django_db
def test_the_form_carries_its_own_hash():
    payment = a_payment(180_50, payer=a_payer(name=" Aït |  Ali\n", email="", language="zgh"))
    handoff = HostedPage().begin(payment, PLACES, NOW)
    fields = dict(handoff.fields)
    assert handoff.action == CARD["gate"]
    assert is_genuine(fields, KEY)
    assert fields["amount"] == "180.50"
    assert fields["currency"] == "504"
    assert fields["oid"].startswith(payment.number + "-")
    assert (fields["BillToName"], fields["lang"]) == ("Aït | Ali", "fr")
    assert "email" not in fields
    assert KEY not in fields.values()
    again = dict(HostedPage().begin(payment, PLACES, NOW).fields)
    assert (again["rnd"], again["oid"]) != (fields["rnd"], fields["oid"])


@pytest.mark.django_db
def test_a_callback_is_read_without_the_card():
    payment = a_payment(180_50)
    news = HostedPage().hear(Heard(fields=callback_fields(payment, TransId="T1")))
    assert (news.claimed, news.external_id, news.centimes, news.currency) == (payment.number, "T1", 180_50, "MAD")
    assert news.paid is True
    assert not any("4111" in value for value in news.kept.values())
    assert set(news.kept) <= {
        "oid", "amount", "currency", "Response", "ProcReturnCode", "mdStatus", "TransId", "AuthCode", "HostRefNum",
    }  # fmt: skip


@pytest.mark.django_db
def test_what_is_not_genuine_or_lacks_something_is_refused():
    payment, page = a_payment(), HostedPage()
    good = callback_fields(payment)
    for broken in (
        good | {"amount": "1.00"},
        good | {"HASH": ""},
        good | {"HASH": "é"},
        {},
        callback_fields(payment, key="another"),
        callback_fields(payment, clientid="700000000"),
    ):
        with pytest.raises(NotGenuine):
            page.hear(Heard(fields=broken))
    for lacking in ({"oid": ""}, {"amount": "ten"}, {"amount": "0.00"}, {"amount": "1e3"}, {"amount": "-5.00"}):
        with pytest.raises(Unreadable):
            page.hear(Heard(fields=callback_fields(payment, **lacking)))
    refused = page.hear(Heard(fields=callback_fields(payment, ProcReturnCode="51", ErrMsg="Solde insuffisant")))
    assert (refused.paid, refused.reason) == (False, "Solde insuffisant")


def test_the_answer_is_the_configured_word(settings):
    page = HostedPage()
    assert page.answer(Outcome.TOOK).text == "ACTION=POSTAUTH"
    settings.TWIZA_PAYMENTS = {"ways": [], "card": CARD | {"answer": "APPROVED"}, "stripe": {}}
    assert page.answer(Outcome.TOOK).text == "APPROVED"
    assert {page.answer(outcome).text for outcome in set(Outcome) - {Outcome.TOOK}} == {"FAILURE"}
    assert {page.answer(outcome).status for outcome in Outcome} == {200}
