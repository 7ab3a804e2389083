"""Whatever happens, in whatever order, twice, late, or broken off in the middle: the books stay right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.conftest import NOW
from tests.make.cooperatives import a_rib
from tests.make.payments import acquirer_says
from tests.make.settlement import (
    a_received_part,
    an_order,
    bank_says,
    books,
    differences,
    hear_all,
    pay_by_card,
    pay_by_transfer,
)
from twiza.bank.api import Transfer, fail_transfer
from twiza.delivery import api as delivery
from twiza.kernel.facts import Fact
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.ordering import api as ordering
from twiza.payments.api import Payee, Payment, Receipt, Repayment, confirm_repayment, fail_repayment
from twiza.plumbing.api import deliver
from twiza.plumbing.models import FactRow
from twiza.settlement import api as settlement
from twiza.settlement import reactions
from twiza.wiring import REACTIONS

BUYER = Payee("Salma Bennani", a_rib(5))
pick = st.integers(0, 1_000)
dies = st.none() | st.integers(0, 25)  # after so many writes


class Crash(Exception):
    """The process died here."""


def crash_at(write: int) -> Callable[..., Any]:
    """Let so many writes through, and no more."""
    left = [write]

    def wrapper(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            left[0] -= 1
            if left[0] < 0:
                raise Crash
        return execute(sql, params, many, context)

    return wrapper


def history_of(sellers, first, second):
    variants = [variant.pk for seller in sellers for variant in seller.variants]

    class History(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.begin = transaction.savepoint()
            self.now = NOW
            self.holds = 0
            self.slips = 0

        def teardown(self) -> None:
            """Whatever was under way arrives; then nothing is left that nobody owns."""
            hear_all(self.now + timedelta(hours=2))
            hear_all(self.now + timedelta(hours=4))
            assert differences(self.now) == []
            transaction.savepoint_rollback(self.begin)

        def do(self, action: Callable[[], Any], crash: int | None = None) -> None:
            self.now += timedelta(minutes=1)
            try:
                if crash is None:
                    action()
                else:
                    with connection.execute_wrapper(crash_at(crash)), transaction.atomic():
                        action()
            except (Refusal, NotFound, Crash):
                pass

        def part(self, n: int) -> ordering.CooperativeOrder:
            parts = ordering.CooperativeOrder.objects.select_related("order").order_by("pk")
            return parts[n % parts.count()]

        def some(self, rows: Any, n: int) -> Any:
            count = rows.count()
            return rows.order_by("pk")[n % count] if count else None

        @property
        def orders(self) -> int:
            return ordering.Order.objects.count()

        # --- a buyer

        @precondition(lambda self: self.orders < 8)
        @rule(
            way=st.sampled_from(["cash", "card", "card", "transfer"]),
            which=st.lists(st.sampled_from(variants), min_size=1, max_size=3, unique=True),
            pieces=st.integers(1, 3),
        )
        def order(self, way, which, pieces):
            self.do(lambda: an_order(dict.fromkeys(which, pieces), way=way, now=self.now))

        @precondition(lambda self: Payment.objects.exists())
        @rule(
            n=pick,
            more=st.sampled_from([0, 0, 0, 0, 1, -100]),
            again=st.booleans(),
            crash=dies,
        )
        def pay(self, n, more, again, crash):
            payment = self.some(Payment.objects, n)
            if payment.way == "transfer":
                order = ordering.Order.objects.get(number=payment.reference.split(":")[0])
                self.do(lambda: pay_by_transfer(order, now=self.now, centimes=payment.amount_centimes + more), crash)
                return
            amount = f"{(payment.amount_centimes + more) / 100:.2f}"
            trans = f"T{payment.pk}" if again else f"T{payment.pk}-{self.now:%d%H%M}"
            self.do(lambda: acquirer_says(payment, now=self.now, amount=amount, TransId=trans), crash)

        @precondition(lambda self: self.orders)
        @rule(n=pick)
        def cancel(self, n):
            part = self.part(n)
            self.do(lambda: ordering.cancel_part(part=part, actor=None, now=self.now))

        # --- a cooperative and its carrier

        @precondition(lambda self: self.orders)
        @rule(n=pick, verb=st.sampled_from(["confirm", "confirm", "line", "decline"]))
        def answer(self, n, verb):
            part = self.part(n)
            given: dict[str, Any] = {"part": part, "actor": None, "now": self.now}
            if verb == "confirm":
                self.do(lambda: ordering.confirm_part(**given, accept_rest=True))
            elif verb == "decline":
                self.do(lambda: ordering.decline_part(**given, reason="too_far"))
            else:
                line = part.lines.order_by("pk")[n % part.lines.count()]
                self.do(lambda: ordering.decline_line(**given, line_id=line.pk, reason="damaged"))

        @precondition(lambda self: self.orders)
        @rule(
            n=pick,
            end=st.sampled_from(["deliver", "deliver", "deliver", "come back"]),
            crash=dies,
        )
        def send(self, n, end, crash):
            part = self.part(n)

            def all_the_way() -> None:
                if part.status == "placed":
                    ordering.confirm_part(part=part, actor=None, now=self.now, accept_rest=True)
                ordering.prepare_part(part=part, actor=None, now=self.now)
                ordering.hand_over_part(part=part, actor=None, now=self.now)
                parcel = delivery.shipment_by_reference(part.number)
                if end == "deliver":
                    delivery.record_delivery(shipment=parcel, now=self.now, role="carrier")
                else:
                    delivery.record_refusal(shipment=parcel, reason="damaged", now=self.now)
                    delivery.bring_back(shipment=parcel, now=self.now)
                ordering.follow_parcel(reference=part.number, now=self.now)

            with transaction.atomic():
                self.do(all_the_way, crash)

        @rule()
        def remit(self):
            waiting = [card.reference for card in delivery.cash_waiting()][:2]
            if waiting:
                self.slips += 1
                slip = f"S{self.slips}"
                self.do(lambda: delivery.remit_cash(references=waiting, remittance=slip, now=self.now, role="desk"))

        # --- news: late, twice, out of order, broken off

        @rule(most=st.sampled_from([1, 5, 500]), crash=dies)
        def hear(self, most, crash):
            self.do(lambda: deliver(self.now + timedelta(hours=1), most=most), crash)

        @precondition(lambda self: FactRow.objects.exists())
        @rule(n=pick)
        def hear_again(self, n):
            row = self.some(FactRow.objects, n)
            fact = Fact.rebuild(row.kind, row.fields)
            for reaction in REACTIONS[type(fact)]:
                if reaction.__module__ == reactions.__name__:
                    with transaction.atomic():
                        reaction(fact)

        # --- the desk

        @precondition(lambda self: settlement.SettledLine.objects.exists())
        @rule(
            n=pick,
            share=st.integers(1, 110),
            delivery_share=st.sampled_from([0, 0, 50, 100]),
            way=st.sampled_from(["as_paid", "cash", "transfer"]),
            borne_by=st.sampled_from(["cooperative", "cooperative", "platform"]),
            crash=dies,
        )
        def refund(self, n, share, delivery_share, way, borne_by, crash):
            line = self.some(settlement.SettledLine.objects.select_related("settled"), n)
            settled = line.settled
            self.do(
                lambda: settlement.decide_refund(
                    part_id=settled.part_id,
                    items={line.line_id: line.paid_centimes * share // 100},
                    delivery_centimes=settled.delivery_centimes * delivery_share // 100,
                    reason="defect",
                    way=way,
                    borne_by=borne_by,
                    payee=BUYER,
                    by=first,
                    now=self.now,
                ),
                crash,
            )

        @precondition(lambda self: Repayment.objects.exists())
        @rule(n=pick, verb=st.sampled_from(["give", "give", "fail", "again"]))
        def answer_refund(self, n, verb):
            repayment = self.some(Repayment.objects, n)
            if verb == "give":
                self.do(lambda: confirm_repayment(repayment=repayment, now=self.now, by=first))
            elif verb == "fail":
                self.do(lambda: fail_repayment(repayment=repayment, reason="non", now=self.now))
            elif (found := settlement.Refund.objects.filter(pk=repayment.reference.split(":")[1]).first()) is not None:
                to = {"way": "transfer", "payee": BUYER, "by": second, "now": self.now}
                self.do(lambda: settlement.retry_refund(refund_id=found.pk, **to))

        @rule(days=st.sampled_from([1, 15, 16]))
        def wait(self, days):
            self.now += timedelta(days=days)
            settlement.release_parts(now=self.now)

        @precondition(lambda self: settlement.SettledPart.objects.exists())
        @rule(n=pick, lift=st.booleans())
        def dispute(self, n, lift):
            part = self.some(settlement.SettledPart.objects.select_related("part"), n).part
            if lift and self.holds:
                self.do(lambda: settlement.lift_hold(reference=f"complaint:{n % self.holds}", now=self.now, by=first))
                return
            asked: dict[str, Any] = {"part_number": part.number, "reason": "cassé", "now": self.now, "by": first}
            self.do(lambda: settlement.hold_part(reference=f"complaint:{self.holds}", **asked))
            self.holds += 1

        @rule(crash=dies)
        def prepare(self, crash):
            self.do(lambda: settlement.prepare_payouts(on=day_of(self.now), now=self.now), crash)

        @precondition(lambda self: settlement.PayoutRun.objects.exists())
        @rule(n=pick, crash=dies, same=st.booleans())
        def release(self, n, crash, same):
            run = self.some(settlement.PayoutRun.objects, n)
            self.do(lambda: settlement.approve_run(run_id=run.pk, by=first, now=self.now))
            by = first if same else second
            self.do(lambda: settlement.release_run(run_id=run.pk, by=by, now=self.now), crash)

        @precondition(lambda self: Transfer.objects.exists())
        @rule(n=pick, verb=st.sampled_from(["pay", "pay", "return", "fail"]))
        def bank(self, n, verb):
            transfer = self.some(Transfer.objects, n)
            if verb == "fail":
                self.do(lambda: fail_transfer(reference=transfer.reference, reason="non", by=first, now=self.now))
            elif (verb == "pay") == (transfer.status == "released"):
                sign = -1 if verb == "pay" else 1
                if verb == "pay" or transfer.status == "paid":
                    row = (f"VIREMENT {transfer.reference}", sign * transfer.amount_centimes)
                    self.do(lambda: bank_says([row], now=self.now))

        # --- what must always be true

        @invariant()
        def the_books_are_right(self):
            assert differences(self.now) == []
            books()

        @invariant()
        def a_cooperative_is_owed_what_is_open_held_and_payable(self):
            for seller in sellers:
                pk = seller.cooperative.pk
                balance = settlement.balance_of(pk)
                rows = settlement.SettledPart.objects.filter(cooperative=pk)
                booked = settlement.Payout.objects.filter(cooperative=pk, status__in=["released", "paid"])
                owed = sum(rows.values_list("net_centimes", flat=True))
                assert balance.total == owed - sum(booked.values_list("amount_centimes", flat=True))

        @invariant()
        def what_was_paid_is_goods_and_delivery_and_more_never_goes_back(self):
            for row in settlement.SettledPart.objects.select_related("part"):
                lines = list(row.lines.all())
                assert row.paid_centimes == sum(line.paid_centimes for line in lines) + row.delivery_centimes
                assert row.refunded_centimes == sum(r.amount_centimes for r in row.refunds.all()) <= row.paid_centimes
                whole = [line for line in lines if line.refunded_centimes == line.paid_centimes]
                for line in whole:
                    if not line.goodwill_centimes:
                        assert line.commission_back_centimes == line.commission_centimes
                        assert line.commission_vat_back_centimes == line.commission_vat_centimes

        @invariant()
        def nobody_is_charged_or_paid_twice(self):
            for payment in Payment.objects.all():
                applied = Receipt.objects.filter(payment=payment, status="applied")
                assert sum(applied.values_list("centimes", flat=True)) in (0, payment.amount_centimes)
            found = books()
            received = settlement.Payout.objects.filter(status="paid")
            for seller in sellers:
                pk = seller.cooperative.pk
                mine = sum(received.filter(cooperative=pk).values_list("amount_centimes", flat=True))
                assert found.get(f"cooperative:{pk}:received", 0) == mine

    return History


SETTINGS = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


@pytest.mark.django_db
def test_any_history(tifawin, dairy, nadia, omar):
    """From a market where money is everywhere already: payable, held, open, asked for."""
    oil, cheese = tifawin.variants[0].pk, dairy.variants[0].pk
    a_received_part(tifawin, {oil: 1}, now=NOW - timedelta(days=20))
    a_received_part(dairy, {cheese: 3}, way="card", now=NOW - timedelta(days=20))
    settlement.release_parts(now=NOW)
    a_received_part(tifawin, {oil: 1, tifawin.variants[1].pk: 1}, way="card")
    pay_by_card(an_order({oil: 1, cheese: 2}, way="card"))
    an_order({oil: 1, cheese: 1})
    an_order({cheese: 1}, way="transfer")
    hear_all()
    run_state_machine_as_test(history_of([tifawin, dairy], nadia, omar), settings=SETTINGS)
