"""Whatever a buyer and a cooperative do, in whatever order: never more back than was paid, and the books balance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.conftest import NOW
from tests.make.protection import a_confirmed_part, claim, withdraw
from tests.make.settlement import differences
from twiza.kernel.refusals import Refusal
from twiza.ordering.api import OrderLine
from twiza.protection import api as protection
from twiza.protection.models import WithdrawnLine
from twiza.settlement import api as settlement

pick = st.integers(0, 50)


def history_of(parts, manager):
    class History(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.begin = transaction.savepoint()
            self.now = NOW

        def teardown(self) -> None:
            assert differences(self.now) == []
            transaction.savepoint_rollback(self.begin)

        def do(self, action: Callable[[], Any]) -> None:
            self.now += timedelta(hours=3)
            try:
                with transaction.atomic():
                    action()
            except Refusal:
                pass

        def some(self, rows: Any, n: int) -> Any:
            count = rows.count()
            return rows.order_by("pk")[n % count] if count else None

        @rule(n=pick, pieces=st.lists(st.integers(0, 3), min_size=2, max_size=2))
        def withdraw(self, n, pieces):
            part = parts[n % len(parts)]
            lines = OrderLine.objects.filter(part=part).order_by("pk").values_list("pk", flat=True)
            self.do(lambda: withdraw(part, dict(zip(lines, pieces, strict=True)), now=self.now))

        @rule(n=pick, verb=st.sampled_from(["send", "receive", "receive", "take_back", "refund"]))
        def go_on(self, n, verb):
            row = self.some(protection.Withdrawal.objects.select_related("part__order"), n)
            given: dict[str, Any] = {"withdrawal": row, "now": self.now}
            if row is None:
                return
            if verb == "send":
                self.do(lambda: protection.send_back(**given, by=None))
            elif verb == "receive":
                self.do(lambda: protection.receive_goods(**given, by=manager, back_on_shelf=bool(n % 2)))
            elif verb == "take_back":
                self.do(lambda: protection.take_back_withdrawal(**given, by=None))
            elif row.status not in ("taken_back",):
                self.do(lambda: protection.refund_withdrawal(**given))

        @rule(n=pick, pieces=st.integers(1, 3), remedy=st.sampled_from(["refund", "reduction", "replace", "repair"]))
        def claim(self, n, pieces, remedy):
            part = parts[n % len(parts)]
            lines = list(OrderLine.objects.filter(part=part).order_by("pk").values_list("pk", flat=True))
            line = lines[n % 2]
            self.do(lambda: claim(part, line, quantity=pieces, remedy=remedy, now=self.now))

        @rule(n=pick, answer=st.sampled_from(["accept", "accept", "offer", "deny"]), centimes=st.integers(1, 150_00))
        def answer(self, n, answer, centimes):
            row = self.some(protection.GuaranteeClaim.objects.select_related("part__order", "line"), n)
            if row is not None:
                said = {"answer": answer, "remedy": "reduction", "reduction_centimes": centimes, "text": "…"}
                day = (self.now + timedelta(days=2)).date()
                self.do(lambda: protection.answer_claim(claim=row, **said, promised_on=day, by=manager, now=self.now))

        @rule(n=pick, verb=st.sampled_from(["take", "turn_down", "drop", "remedy"]))
        def settle(self, n, verb):
            row = self.some(protection.GuaranteeClaim.objects.select_related("part__order", "line"), n)
            if row is None:
                return
            given: dict[str, Any] = {"claim": row, "by": None, "now": self.now}
            if verb in ("take", "turn_down"):
                self.do(lambda: protection.answer_offer(**given, take=verb == "take"))
            else:
                self.do(lambda: (protection.drop_claim if verb == "drop" else protection.remedy_claim)(**given))

        @rule(n=pick, centimes=st.integers(1, 100_00))
        def gesture(self, n, centimes):
            part = parts[n % len(parts)]
            line = OrderLine.objects.filter(part=part).order_by("pk")[n % 2]
            way = "cash" if part.payment == "cash" else "as_paid"
            refund = {"items": {line.pk: centimes}, "reason": "gesture", "way": way, "by": None, "now": self.now}
            self.do(lambda: settlement.decide_refund(part_id=part.pk, **refund))

        @invariant()
        def never_more_back_than_was_paid(self):
            for part in parts:
                money = settlement.part_money(part.pk)
                assert 0 <= money.refunded <= money.paid
                assert all(line.rest >= 0 for line in money.lines)
                asked = settlement.Refund.objects.filter(settled__part=part).aggregate(s=Sum("amount_centimes"))["s"]
                assert money.refunded == (asked or 0)

        @invariant()
        def pieces_come_back_once(self):
            rows = WithdrawnLine.objects.filter(counts=True).values("line", "line__quantity")
            for row in rows.annotate(pieces=Sum("quantity")).order_by():
                assert row["pieces"] <= row["line__quantity"]

        @invariant()
        def money_is_held_while_something_runs_and_no_longer(self):
            live = set(protection.Withdrawal.objects.filter(ended_at=None).values_list("number", flat=True))
            held = settlement.Hold.objects.filter(lifted_at=None, reference__startswith="withdrawal:")
            assert {hold.reference.partition(":")[2] for hold in held} == live

    return History


@pytest.mark.django_db
def test_any_history(tifawin):
    quantities = {variant.pk: 3 for variant in tifawin.variants}
    parts = [a_confirmed_part(tifawin, quantities, way=way) for way in ("card", "cash")]
    few = settings(
        max_examples=3,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(history_of(parts, tifawin.manager), settings=few)
