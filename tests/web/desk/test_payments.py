"""The desk's room of payments: parked money, repayments, a line of the bank statement, strangers, what it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.payments import ALL_WAYS, RIB, a_payment, acquirer_says, bank_brings
from tests.web.rooms import Row, walk_desk_room
from twiza.bank.api import entries, entry
from twiza.ledger.api import balances, trial_balance
from twiza.payments.api import cancel_payment, give_back
from twiza.payments.models import Payment, Receipt, Repayment
from twiza.web.desk.payments.urls import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ways(settings) -> None:
    settings.TWIZA_PAYMENTS = ALL_WAYS


@pytest.fixture
def desk(client, nadia):
    client.force_login(nadia)

    def send(name, /, *rest, get=False, **typed):
        address = reverse(f"desk:{name}", args=rest)
        return client.get(address, typed) if get else client.post(address, typed)

    return send


def a_parked(centimes: int = 180_50, *, open_one: bool = False) -> Receipt:
    payment = a_payment(centimes, now=timezone.now())
    if not open_one:
        cancel_payment(reference=payment.reference, now=timezone.now())
    acquirer_says(
        payment, amount=f"{centimes // 100 - 1}.00" if open_one else f"{centimes // 100}.{centimes % 100:02d}"
    )
    return Receipt.objects.latest("pk")


def test_strangers_find_nothing(nadia, brahim, fatima, youssef):
    receipt, done = a_parked(), a_parked(90_00)
    repayment = give_back(receipt=done, now=timezone.now(), by=nadia)
    bank_brings((50_00, "SANS MOTIF"))
    line = entries().items[0].id
    number = receipt.payment.number if receipt.payment else ""
    button = {"button": True}
    rows = {
        "payments": Row(queries=12),
        "payments_receipt": Row((receipt.pk,), queries=10),
        "payments_place": Row((receipt.pk,), **button, post={"number": number}),
        "payments_give_back": Row((receipt.pk,), **button, post={"name": "", "rib": ""}),
        "payments_note": Row((receipt.pk,), **button, post={"note": "x"}),
        "payments_every": Row(queries=8),
        "payments_payment": Row((number,), queries=12),
        "payments_callbacks": Row(queries=8),
        "payments_entry": Row((line,), queries=8),
        "payments_entry_payment": Row((line,), **button, post={"number": number}),
        "payments_entry_batch": Row((line,), **button, post={"code": "acquirer", "fees": "0"}),
        "payments_repayments": Row(queries=8),
        "payments_repayment": Row((repayment.number,), queries=8),
        "payments_repayment_done": Row((repayment.number,), **button),
        "payments_repayment_failed": Row((repayment.number,), **button, post={"reason": "x"}),
        "payments_repayment_again": Row((repayment.number,), **button, post={"name": "x", "rib": RIB}),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, fatima, youssef])


def test_lists_do_not_cost_queries_by_the_row(desk, nadia, client):
    spent: dict[str, list[int]] = {
        "payments": [],
        "payments_every": [],
        "payments_callbacks": [],
        "payments_repayments": [],
    }
    for more in (1, 2):
        for _ in range(more):
            a_parked()
            give_back(receipt=a_parked(), now=timezone.now(), by=nadia)
        for name, counts in spent.items():
            desk(name, get=True)
            with CaptureQueriesContext(connection) as queries:
                assert desk(name, get=True).status_code == 200
            counts.append(len(queries))
    assert all(one == three for one, three in spent.values()), spent


def test_empty_lists_say_so(desk):
    for name in ("payments", "payments_every", "payments_callbacks", "payments_repayments"):
        assert desk(name, get=True).status_code == 200
    for name, typed in (
        ("payments", {"show": "all", "after": "x"}),
        ("payments_every", {"number": "%_ é", "status": "no"}),
    ):
        assert desk(name, get=True, **typed).status_code == 200


def test_parked_money_is_placed_with_other_money(desk):
    first = a_parked(180_50, open_one=True)
    payment = first.payment
    assert payment is not None
    acquirer_says(payment, amount="5.00")
    second = Receipt.objects.latest("pk")
    page = desk("payments_receipt", first.pk, get=True).content.decode()
    assert f'value="{payment.number}"' in page
    refused = desk("payments_place", first.pk, number=payment.number)
    assert refused.status_code == 422
    assert Payment.objects.get().status == "open"
    assert desk("payments_place", first.pk, number="nonsense").status_code == 422
    assert desk("payments_place", first.pk, number=payment.number, together="999").status_code == 422
    placed = desk("payments_place", first.pk, number=payment.number.lower(), together=str(second.pk))
    assert placed.status_code == 302
    assert Payment.objects.get().status == "settled"
    rest = Repayment.objects.get()
    assert rest.amount_centimes == first.centimes + 5_00 - 180_50
    assert trial_balance().difference == 0


def test_parked_money_is_sent_back(desk):
    receipt = a_parked()
    desk("payments_note", receipt.pk, note="elle a appelé")
    wrong = desk("payments_give_back", receipt.pk, name="سلمى", rib="123")
    assert wrong.status_code == 422
    assert 'value="123"' in wrong.content.decode()
    assert desk("payments_give_back", receipt.pk).status_code == 302
    repayment = Repayment.objects.get()
    assert (repayment.route, repayment.status) == ("card", "due")
    assert desk("payments_give_back", receipt.pk).status_code == 422
    assert Repayment.objects.count() == 1
    page = desk("payments_repayment", repayment.number, get=True).content.decode()
    assert receipt.external_id in page
    assert desk("payments_repayment_done", repayment.number, external_id="R-1").status_code == 302
    assert desk("payments_repayment_done", repayment.number).status_code == 422
    assert desk("payments_repayment_failed", repayment.number, reason="x").status_code == 422
    repayment.refresh_from_db()
    assert (repayment.status, repayment.external_id) == ("paid", "R-1")
    books = balances(["card:acquirer:clearing", "payments:parked", "buyer:refunds"])
    assert set(books.values()) == {0}
    desk("payments_receipt", receipt.pk, get=True)


def test_what_did_not_work_goes_by_transfer(desk, nadia):
    repayment = give_back(receipt=a_parked(), now=timezone.now(), by=nadia)
    assert desk("payments_repayment_failed", repayment.number, reason="").status_code == 422
    assert desk("payments_repayment_failed", repayment.number, reason="carte expirée").status_code == 302
    assert "carte expirée" in desk("payments_repayments", get=True).content.decode()
    wrong = desk("payments_repayment_again", repayment.number, name="سلمى", rib=RIB[:-1] + "1")
    assert wrong.status_code == 422
    assert desk("payments_repayment_again", repayment.number, name="سلمى", rib=RIB).status_code == 302
    repayment.refresh_from_db()
    assert (repayment.route, repayment.status, repayment.tries) == ("transfer", "under_way", 2)
    assert desk("payments_repayment_done", repayment.number).status_code == 422
    assert desk("payments_repayment_failed", repayment.number, reason="x").status_code == 422
    repayment.refresh_from_db()
    assert repayment.status == "under_way"


def test_a_line_of_the_statement(desk):
    payment = a_payment(180_50, way="transfer", now=timezone.now())
    bank_brings((180_50, "SANS MOTIF"), (980_00, "REMISE CARTES"))
    lines = {row.centimes: row.id for row in entries().items}
    assert desk("payments_entry_payment", lines[180_50], number="PY-2222223").status_code == 422
    assert desk("payments_entry_payment", lines[180_50], number=payment.number).status_code == 302
    payment.refresh_from_db()
    assert payment.status == "settled"
    assert desk("payments_entry_batch", lines[980_00], code="acquirer", fees="vingt").status_code == 422
    assert desk("payments_entry_batch", lines[980_00], code="nobody", fees="20").status_code == 422
    assert desk("payments_entry_batch", lines[980_00], code="acquirer", fees="DH").status_code == 422
    assert desk("payments_entry_batch", lines[980_00], code="acquirer", fees="20,00").status_code == 302
    assert desk("payments_entry_batch", lines[980_00], code="acquirer", fees="21").status_code == 422
    assert entry(lines[980_00]).purpose == "card-batch"
    assert balances(["card:acquirer:fees", "bank:unexplained"]) == {"card:acquirer:fees": 20_00, "bank:unexplained": 0}
    assert desk("payments_entry", 999_999, get=True).status_code == 404


def test_a_payment_is_found_by_its_number_or_its_orders(desk):
    payment = a_payment(now=timezone.now(), reference="TW-4K7Q2MX:card")
    acquirer_says(payment, ProcReturnCode="51", ErrMsg="Solde insuffisant")
    other = a_payment(now=timezone.now())
    for typed in (payment.number, payment.number.lower(), "TW-4K7Q2MX"):
        page = desk("payments_every", get=True, number=typed).content.decode()
        assert payment.number in page
        assert other.number not in page
    page = desk("payments_payment", payment.number, get=True).content.decode()
    assert "Solde insuffisant" in page
    assert "4111" not in page
    assert desk("payments_payment", "PY-2222222", get=True).status_code == 404
