"""Money back to a buyer: once, never more than was paid, by the way it came or another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.conftest import NOW
from tests.make.payments import RIB, a_payment, acquirer_says, bank_brings
from tests.make.people import make_person
from twiza.bank import api as bank
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import balances, post, trial_balance
from twiza.payments import jobs
from twiza.payments.api import (
    Payee,
    Payment,
    Repayment,
    confirm_repayment,
    expire_payments,
    fail_repayment,
    give_back,
    note_receipt,
    payment_view,
    repay,
    repayments,
    send_again,
    waiting_for_desk,
)
from twiza.payments.models import Receipt
from twiza.payments.terms import AccountMissing, AlreadyAsked, NoSuchPayment, NothingToPay, PayeeMissing, TooMuch
from twiza.people.api import Person, Role
from twiza.plumbing.api import audit_of, deliver
from twiza.plumbing.models import FactRow

pytestmark = pytest.mark.django_db


def money() -> dict[str, int]:
    names = ["card:acquirer:clearing", "payments:in", "payments:parked", "buyer:refunds", "transfers:in_transit"]
    assert trial_balance().difference == 0
    return {
        name: centimes for name, centimes in balances([*names, "bank:main", "courier:jbal:cash"]).items() if centimes
    }


def told() -> list[tuple[str, Mapping[str, Any]]]:
    return list(FactRow.objects.filter(kind__startswith="Repayment").order_by("pk").values_list("kind", "fields"))


def a_paid(centimes: int = 180_50) -> Payment:
    """Paid by card, and taken back by whoever decides refunds."""
    payment = a_payment(centimes)
    acquirer_says(payment)
    post(
        reference=f"taken:{payment.pk}",
        lines={"payments:in": centimes, "buyer:refunds": -centimes},
        day=NOW.date(),
        cause="test:1",
        now=NOW,
    )
    payment.refresh_from_db()
    return payment


def back(centimes: int, payment: Payment | None = None, *, reference: str = "refund:1", **fields: Any) -> Repayment:
    asked: dict[str, Any] = {"way": "as_paid", "subject": "TW-1", "now": NOW, "by": None}
    if payment is not None:
        asked["payment_reference"] = payment.reference
    return repay(reference=reference, amount_centimes=centimes, **(asked | fields))


def test_a_card_is_given_back_by_hand_at_the_acquirer_and_confirmed(nadia: Person):
    payment = a_paid()
    repayment = back(80_50, payment)
    assert (repayment.route, repayment.status) == ("card", "due")
    assert back(80_50, payment) == repayment
    assert money()["buyer:refunds"] == -180_50
    assert [card.by_hand for card in repayments().items] == [True]
    confirm_repayment(repayment=repayment, now=NOW, by=nadia, external_id="R-77")
    assert money() == {"card:acquirer:clearing": 100_00, "buyer:refunds": -100_00}
    assert told() == [("RepaymentPaid", {"reference": "refund:1"})]
    with pytest.raises(MoveRefused):
        confirm_repayment(repayment=repayment, now=NOW, by=nadia)
    assert jobs.clearing(NOW) == []
    assert waiting_for_desk().to_give == 0


def test_never_more_than_was_paid(nadia: Person):
    payment = a_paid(100_00)
    back(60_00, payment)
    with pytest.raises(TooMuch):
        back(40_01, payment, reference="refund:2")
    back(40_00, payment, reference="refund:2")
    with pytest.raises(TooMuch):
        back(1, payment, reference="refund:3")
    view = payment_view(payment.reference)
    assert view is not None
    assert view.refunded_centimes == 100_00
    unpaid = a_payment(50_00)
    with pytest.raises((TooMuch, NoSuchPayment)):
        back(1, unpaid, reference="refund:4")
    with pytest.raises(TooMuch):
        back(1, unpaid, reference="refund:4", way="transfer", payee=Payee("سلمى", RIB))
    assert Repayment.objects.count() == 2


def test_what_is_refused():
    payment = a_paid(100_00)
    for error, centimes, fields in (
        (NothingToPay, 0, {}),
        (NoSuchPayment, 10_00, {"payment_reference": "nothing"}),
        (PayeeMissing, 10_00, {"way": "transfer"}),
        (PayeeMissing, 10_00, {"way": "transfer", "payee": Payee("سلمى")}),
        (bank.WrongRib, 10_00, {"way": "transfer", "payee": Payee("سلمى", RIB[:-1] + "1")}),
        (AccountMissing, 10_00, {"way": "cash"}),
    ):
        with pytest.raises(error):
            back(centimes, payment, **fields)
    with pytest.raises(NoSuchPayment):
        back(10_00)
    assert not Repayment.objects.exists()
    payment.refresh_from_db()
    assert payment.refunded_centimes == 0
    back(10_00, payment)
    with pytest.raises(AlreadyAsked):
        back(11_00, payment)


def test_cash_is_given_by_somebody_who_says_so(nadia: Person):
    payment = a_paid(100_00)
    repayment = back(100_00, payment, way="cash", cash_account="courier:jbal:cash", payee=Payee("سلمى"))
    assert (repayment.route, repayment.status) == ("cash", "due")
    confirm_repayment(repayment=repayment, now=NOW, by=nadia)
    assert money() == {"card:acquirer:clearing": 100_00, "courier:jbal:cash": -100_00}


def test_a_transfer_goes_through_the_banks_two_persons(nadia: Person):
    second = make_person(email="rachid@twiza.example", name="رشيد", role=Role.DESK)
    payment = a_paid(100_00)
    repayment = back(100_00, payment, way="transfer", payee=Payee("سلمى بناني", RIB), by=nadia)
    assert (repayment.status, repayment.payee_rib) == ("under_way", RIB)
    with pytest.raises(MoveRefused):
        confirm_repayment(repayment=repayment, now=NOW, by=nadia)
    bank.release_transfers(references=[repayment.outside_reference], composed_by=nadia, released_by=second, now=NOW)
    bank_brings((-100_00, f"VIR EMIS {repayment.outside_reference}"))
    repayment.refresh_from_db()
    assert repayment.status == "paid"
    assert money() == {"card:acquirer:clearing": 100_00, "bank:main": -100_00}
    assert told() == [("RepaymentPaid", {"reference": "refund:1"})]
    bank_brings((100_00, f"REJET {repayment.outside_reference}"))
    repayment.refresh_from_db()
    assert repayment.status == "failed"
    assert money() == {"card:acquirer:clearing": 100_00, "buyer:refunds": -100_00}
    assert told()[-1][0] == "RepaymentFailed"
    first = repayment.outside_reference
    send_again(repayment=repayment, payee=Payee("سلمى بناني", RIB), now=NOW, by=nadia)
    assert (repayment.status, repayment.outside_reference) == ("under_way", f"{first}-2")
    bank.release_transfers(references=[repayment.outside_reference], composed_by=nadia, released_by=second, now=NOW)
    bank_brings((-100_00, f"VIR EMIS {repayment.outside_reference}"))
    assert money() == {"card:acquirer:clearing": 100_00, "bank:main": -100_00}
    assert [kind for kind, _ in told()] == ["RepaymentPaid", "RepaymentFailed", "RepaymentPaid"]


def test_a_transfer_the_bank_refuses_can_be_sent_again(nadia: Person):
    payment = a_paid(100_00)
    repayment = back(100_00, payment, way="transfer", payee=Payee("سلمى", RIB), by=nadia)
    fail_repayment(repayment=repayment, reason="compte clos", now=NOW)
    fail = [("RepaymentFailed", {"reference": "refund:1", "reason": "compte clos"})]
    assert told() == fail
    assert money()["buyer:refunds"] == -100_00
    with pytest.raises(PayeeMissing):
        send_again(repayment=repayment, payee=Payee("سلمى"), now=NOW, by=nadia)
    with pytest.raises(bank.WrongRib):
        send_again(repayment=repayment, payee=Payee("سلمى", "123"), now=NOW, by=nadia)
    send_again(repayment=repayment, payee=Payee("سلمى", RIB), now=NOW, by=nadia)
    with pytest.raises(MoveRefused):
        send_again(repayment=repayment, payee=Payee("سلمى", RIB), now=NOW, by=nadia)


def test_paid_by_transfer_goes_back_to_where_it_came_from(nadia: Person):
    payment = a_payment(180_50, way="transfer")
    bank_brings((180_50, payment.number))
    repayment = back(180_50, payment, by=nadia)
    assert (repayment.route, repayment.payee_rib, repayment.status) == ("transfer", RIB, "under_way")


def test_without_an_account_number_it_waits_at_the_desk(nadia: Person):
    payment = a_payment(180_50, way="transfer")
    bank_brings((180_50, payment.number))
    Receipt.objects.update(from_rib="")
    repayment = back(180_50, payment, by=nadia)
    assert (repayment.status, repayment.payee_rib) == ("due", "")
    assert [(card.needs_rib, card.by_hand) for card in repayments().items] == [(True, False)]
    send_again(repayment=repayment, payee=Payee("سلمى", RIB), now=NOW, by=nadia)
    assert (repayment.status, repayment.tries) == ("under_way", 1)


def test_parked_money_is_given_back_once(nadia: Person):
    payment = a_payment(180_50)
    expire_payments(now=payment.expires_at)
    acquirer_says(payment)
    receipt = Receipt.objects.get()
    repayment = give_back(receipt=receipt, now=NOW, by=nadia)
    assert (repayment.route, repayment.amount_centimes, repayment.status) == ("card", 180_50, "due")
    assert money() == {"card:acquirer:clearing": 180_50, "buyer:refunds": -180_50}
    with pytest.raises(MoveRefused):
        give_back(receipt=receipt, now=NOW, by=nadia)
    confirm_repayment(repayment=repayment, now=NOW, by=nadia)
    assert money() == {}
    assert jobs.parked_money(NOW) == []
    assert jobs.clearing(NOW) == []
    deliver(NOW)


def test_a_note_stands_beside_it(nadia: Person):
    acquirer_says(None)
    receipt = Receipt.objects.get()
    note_receipt(receipt=receipt, note=" she called ", by=nadia)
    receipt.refresh_from_db()
    assert receipt.note == "she called"
    assert [row.verb for row in audit_of(receipt)] in (["park", "note"], ["note", "park"])


def test_repayments_that_wait_a_week_are_said(nadia: Person):
    from datetime import timedelta

    repayment = back(10_00, a_paid())
    assert jobs.repayments_due(NOW) == []
    assert jobs.repayments_due(NOW + timedelta(days=8)) == [
        f"Repayment {repayment.number} of 1000 centimes is due for a week."
    ]
    send_again(repayment=repayment, payee=Payee("سلمى", RIB), now=NOW, by=nadia)  # two persons forgot to release it
    assert jobs.repayments_due(NOW + timedelta(days=8)) == [
        f"Repayment {repayment.number} of 1000 centimes is under_way for a week."
    ]
