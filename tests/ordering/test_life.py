"""Whatever is done to an order in whatever order: no goods lost, no money made, no state out of its table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.conftest import NOW
from tests.make.ordering import a_basket, place
from twiza.catalog.api import Variant
from twiza.delivery import api as delivery
from twiza.kernel.refusals import NotFound, Refusal
from twiza.kernel.states import StateTable
from twiza.ordering import api as ordering

LEFT = ("declined", "cancelled", "returned")
WAYS = {(source, move.target) for move in StateTable.tables["part"].moves for source in move.sources}


def life_of(seller, buyer):
    class Life(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.begin = transaction.savepoint()  # each run starts from the same shelf
            self.now = NOW
            self.variants = list(seller.variants)
            self.shelf = {v.pk: Variant.objects.get(pk=v.pk).on_hand for v in self.variants}
            self.sold = {v.pk: n for n, v in enumerate(self.variants, 1)}
            order = place(a_basket(self.sold), now=self.now)
            self.agreed = order.total_centimes
            self.part = ordering.CooperativeOrder.objects.select_related("order").get(order=order)
            self.before = self.part.status

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.begin)

        def do(self, action) -> None:
            self.now += timedelta(minutes=1)
            kept = self.state()
            try:
                action()
            except (Refusal, NotFound):
                assert self.state() == kept, "a refused step changed something"
            after = ordering.CooperativeOrder.objects.get(pk=self.part.pk).status
            steps = {self.before, after}
            assert len(steps) == 1 or (self.before, after) in WAYS, f"{self.before} → {after}"
            self.before = after

        def state(self):
            self.part = ordering.CooperativeOrder.objects.select_related("order").get(pk=self.part.pk)
            card = delivery.shipment_card(self.part.number)
            return (
                self.part.status,
                self.part.total_centimes,
                list(self.part.lines.values_list("status", flat=True)),
                [Variant.objects.get(pk=v.pk).on_hand for v in self.variants],
                (card.status, card.cash.status) if card else None,
            )

        def line(self, n: int) -> int:
            return list(self.part.lines.values_list("pk", flat=True))[n]

        @rule(n=st.integers(0, 1))
        def accept(self, n):
            self.do(lambda: ordering.accept_line(part=self.part, line_id=self.line(n), actor=None, now=self.now))

        @rule(n=st.integers(0, 1), reason=st.sampled_from(["damaged", "other", "nonsense"]))
        def decline_line(self, n, reason):
            self.do(
                lambda: ordering.decline_line(
                    part=self.part, line_id=self.line(n), reason=reason, actor=None, now=self.now
                )
            )

        @rule(rest=st.booleans())
        def confirm(self, rest):
            self.do(lambda: ordering.confirm_part(part=self.part, actor=None, now=self.now, accept_rest=rest))

        @rule()
        def decline(self):
            self.do(lambda: ordering.decline_part(part=self.part, reason="too_far", actor=None, now=self.now))

        @rule()
        def prepare(self):
            self.do(lambda: ordering.prepare_part(part=self.part, actor=None, now=self.now))

        @rule()
        def hand_over(self):
            self.do(lambda: ordering.hand_over_part(part=self.part, actor=None, now=self.now))

        @rule()
        def cancel(self):
            self.do(lambda: ordering.cancel_part(part=self.part, actor=buyer, now=self.now))

        @rule()
        def deliver(self):
            def at_the_door():
                code = ordering.order_view(self.part.order, now=self.now).parts[0].delivery_code
                ordering.deliver_part(part=self.part, code=code, actor=None, now=self.now)

            self.do(at_the_door)

        @rule()
        def refuse(self):
            def at_the_door():
                parcel = delivery.shipment_by_reference(self.part.number)
                delivery.record_refusal(shipment=parcel, reason="damaged", now=self.now)
                ordering.follow_parcel(reference=self.part.number, now=self.now)

            self.do(at_the_door)

        @rule()
        def bring_back(self):
            def home():
                delivery.bring_back(shipment=delivery.shipment_by_reference(self.part.number), now=self.now)
                ordering.follow_parcel(reference=self.part.number, now=self.now)

            self.do(home)

        @rule()
        def nobody_answers(self):
            self.do(lambda: ordering.press_for_answers(now=self.part.confirm_by))

        @invariant()
        def no_goods_are_lost(self):
            declined = dict(self.part.lines.values_list("variant_id", "status"))
            status = ordering.CooperativeOrder.objects.get(pk=self.part.pk).status
            for variant in self.variants:
                back = status in LEFT or declined[variant.pk] == "declined"
                out = 0 if back else self.sold[variant.pk]
                assert Variant.objects.get(pk=variant.pk).on_hand == self.shelf[variant.pk] - out

        @invariant()
        def nobody_pays_more_than_she_agreed_to(self):
            view = ordering.order_view(self.part.order, now=self.now)
            kept = [line for line in view.parts[0].lines if line.status != "declined"]
            assert view.parts[0].goods_centimes == sum(line.total_centimes for line in kept)
            assert 0 <= view.total_centimes <= self.agreed == view.placed_total_centimes
            if view.parts[0].shipment and view.parts[0].shipment.cash:
                assert view.parts[0].shipment.cash.due_centimes == view.parts[0].total_centimes

    return Life


# The machine's examples share the test's own transaction, on purpose.
SETTINGS = settings(
    max_examples=20,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


@pytest.mark.django_db
def test_the_life_of_a_part(tifawin, salma):
    run_state_machine_as_test(
        life_of(tifawin, salma),
        settings=SETTINGS,
    )


def test_the_tables_have_no_hole():
    assert StateTable.tables["part"].problems(ordering.Status.values) == []
    assert StateTable.tables["line"].problems(ordering.LineStatus.values) == []
