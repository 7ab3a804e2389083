"""Whatever is told, in whatever order and however often: the books balance, and nobody pays a payment twice."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.payments import a_payment, acquirer_says, bank_brings
from tests.make.people import make_person
from twiza.kernel.refusals import Refusal
from twiza.ledger.api import balances, trial_balance
from twiza.payments import jobs
from twiza.payments.api import (
    Payee,
    cancel_payment,
    confirm_repayment,
    expire_payments,
    fail_repayment,
    give_back,
    place_money,
    send_again,
)
from twiza.payments.models import Callback, Payment, Receipt, Repayment
from twiza.people.api import Role
from twiza.plumbing.models import FactRow

AMOUNTS = [50_00, 100_00, 150_00]
WHICH = st.integers(0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("callback"), WHICH, st.integers(0, 4), st.sampled_from([0, 0, 0, -1, 50_00])),
        st.tuples(st.just("bad hash"), WHICH),
        st.tuples(st.just("unknown"), st.integers(0, 4)),
        st.tuples(st.just("refused"), WHICH),
        st.tuples(st.just("currency"), WHICH),
        st.tuples(st.just("transfer"), WHICH, st.sampled_from([0, 0, -1])),
        st.tuples(st.just("expire"), WHICH),
        st.tuples(st.just("cancel"), WHICH),
        st.tuples(st.just("place"), st.integers(0, 3), WHICH),
        st.tuples(st.just("give back"), st.integers(0, 3)),
        st.tuples(st.just("confirm"), st.integers(0, 3)),
        st.tuples(st.just("fail"), st.integers(0, 3)),
        st.tuples(st.just("again"), st.integers(0, 3)),
    ),
    max_size=14,
)


class Market:
    """Three payments, and somebody at the desk."""

    def __init__(self) -> None:
        self.payments = [a_payment(amount) for amount in AMOUNTS]
        self.desk = make_person(role=Role.DESK)

    def do(self, what: str, *how: int) -> None:
        getattr(self, what.replace(" ", "_"))(*how)

    def callback(self, which: int, transaction: int, off: int) -> None:
        payment = self.payments[which]
        centimes = payment.amount_centimes + off
        acquirer_says(payment, TransId=f"T{which}{transaction}", amount=f"{centimes // 100}.{centimes % 100:02d}")

    def bad_hash(self, which: int) -> None:
        acquirer_says(self.payments[which], key="guessed")

    def unknown(self, transaction: int) -> None:
        acquirer_says(None, TransId=f"U{transaction}")

    def refused(self, which: int) -> None:
        acquirer_says(self.payments[which], ProcReturnCode="05")

    def currency(self, which: int) -> None:
        acquirer_says(self.payments[which], currency="978")

    def transfer(self, which: int, off: int) -> None:
        payment = self.payments[which]
        bank_brings((payment.amount_centimes + off, f"VIR {payment.number}"))

    def expire(self, which: int) -> None:
        expire_payments(now=NOW + timedelta(days=1), only=self.payments[which].number)

    def cancel(self, which: int) -> None:
        cancel_payment(reference=self.payments[which].reference, now=NOW)

    def place(self, nth: int, which: int) -> None:
        receipts = Receipt.objects.order_by("pk").values_list("pk", flat=True)[nth : nth + 2]
        place_money(receipt_ids=list(receipts), number=self.payments[which].number, now=NOW, by=self.desk)

    def give_back(self, nth: int) -> None:
        for receipt in Receipt.objects.order_by("pk")[nth : nth + 1]:
            give_back(receipt=receipt, now=NOW, by=self.desk)

    def confirm(self, nth: int) -> None:
        for repayment in self._repayment(nth):
            confirm_repayment(repayment=repayment, now=NOW, by=self.desk)

    def fail(self, nth: int) -> None:
        for repayment in self._repayment(nth):
            fail_repayment(repayment=repayment, reason="", now=NOW)

    def again(self, nth: int) -> None:
        for repayment in self._repayment(nth):
            send_again(repayment=repayment, payee=Payee("Salma", "999780000000000000012327"), now=NOW, by=self.desk)

    @staticmethod
    def _repayment(nth: int) -> list[Repayment]:
        return list(Repayment.objects.order_by("pk")[nth : nth + 1])


def total(rows: object, column: str = "centimes") -> int:
    return rows.aggregate(sum=Sum(column, default=0))["sum"]  # type: ignore[attr-defined]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history(db, steps):

    with transaction.atomic():
        market = Market()
        for step in steps:
            try:
                with transaction.atomic():
                    market.do(*step)
            except Refusal:
                pass
            assert trial_balance().difference == 0
        what_must_hold()
        transaction.set_rollback(True)


def what_must_hold() -> None:
    for check in (jobs.parked_money, jobs.clearing, jobs.settled_payments, jobs.money_come):
        assert check(NOW) == []
    assert not Callback.objects.filter(verdict="broke").exists()
    books = balances(["payments:in", "payments:parked", "buyer:refunds", "card:acquirer:clearing", "bank:main"])
    settled = Payment.objects.filter(status="settled")
    assert -books["payments:in"] == total(settled, "amount_centimes")
    assert -books["payments:parked"] == total(Receipt.objects.filter(status="parked"))
    assert -books["buyer:refunds"] == total(Repayment.objects.exclude(status="paid"), "amount_centimes")
    # What came is what was applied or placed, what is parked, and what went or goes back.
    paid = total(Repayment.objects.filter(status="paid"), "amount_centimes")
    assert total(Receipt.objects.all()) == books["card:acquirer:clearing"] + books["bank:main"] + paid
    told = list(FactRow.objects.filter(kind="PaymentSettled").values_list("fields", flat=True))
    assert sorted(fact["reference"] for fact in told) == sorted(settled.values_list("reference", flat=True))
