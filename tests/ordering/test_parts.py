from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.make.ordering import a_basket, a_carrier, on_its_way, only_part, place
from twiza.catalog.api import Variant
from twiza.delivery import api as delivery
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.ordering import api as ordering


def on_hand(variant: Variant) -> int:
    return Variant.objects.get(pk=variant.pk).on_hand


def line_ids(part: ordering.CooperativeOrder) -> list[int]:
    return list(part.lines.values_list("pk", flat=True))


@pytest.fixture
def part(tifawin):
    """One oil (120 DH, 0.4 kg) and one amlou (80 DH, 1.2 kg): 200 DH and 45 DH to bring it."""
    return only_part(place(a_basket({v.pk: 1 for v in tifawin.variants})))


class TestDeciding:
    def test_a_line_declined_costs_nothing_and_a_lighter_parcel_costs_less(self, part, tifawin, now):
        oil, amlou = line_ids(part)
        assert (part.goods_centimes, part.delivery_centimes, part.total_centimes) == (200_00, 35_00, 245_00)
        ordering.accept_line(part=part, line_id=oil, actor=tifawin.manager, now=now)
        ordering.decline_line(part=part, line_id=amlou, reason="damaged", actor=tifawin.manager, now=now)
        part.refresh_from_db()
        assert (part.goods_centimes, part.delivery_centimes, part.cash_fee_centimes, part.total_centimes) == (
            120_00,
            25_00,
            10_00,
            155_00,
        )
        assert part.grams == 400
        assert (on_hand(tifawin.variants[0]), on_hand(tifawin.variants[1])) == (9, 10)
        ordering.confirm_part(part=part, actor=tifawin.manager, now=now)
        view = ordering.part_view(part, now=now)
        assert [(line.status, line.reason) for line in view.lines] == [("accepted", ""), ("declined", "damaged")]
        order = ordering.order_view(part.order, now=now)
        assert (order.total_centimes, order.placed_total_centimes) == (155_00, 245_00)

    def test_confirming_needs_every_line_decided_or_the_rest_accepted(self, part, tifawin, now):
        with pytest.raises(ordering.LinesUndecided):
            ordering.confirm_part(part=part, actor=tifawin.manager, now=now)
        ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
        assert part.status == "confirmed"
        assert set(part.lines.values_list("status", flat=True)) == {"accepted"}

    def test_with_every_line_declined_the_part_is_declined(self, part, tifawin, now):
        for line_id in line_ids(part):
            ordering.decline_line(part=part, line_id=line_id, reason="out_of_stock", actor=tifawin.manager, now=now)
        ordering.confirm_part(part=part, actor=tifawin.manager, now=now)
        part.refresh_from_db()
        assert (part.status, part.reason, part.total_centimes) == ("declined", "out_of_stock", 0)
        assert [on_hand(v) for v in tifawin.variants] == [10, 10]

    def test_declining_the_part_puts_everything_back(self, part, tifawin, now):
        ordering.accept_line(part=part, line_id=line_ids(part)[0], actor=tifawin.manager, now=now)
        ordering.decline_part(part=part, reason="too_far", actor=tifawin.manager, now=now, note="الطريق مقطوعة")
        part.refresh_from_db()
        assert (part.status, part.total_centimes, part.note) == ("declined", 0, "الطريق مقطوعة")
        assert [on_hand(v) for v in tifawin.variants] == [10, 10]
        view = ordering.order_view(part.order, now=now)
        assert (view.total_centimes, view.parts[0].cash_state) == (0, "none")

    @pytest.mark.parametrize("reason", ["", "because", "no_answer"])
    def test_a_reason_must_be_one_of_ours(self, part, tifawin, now, reason):
        with pytest.raises(ordering.UnknownReason):
            ordering.decline_line(part=part, line_id=line_ids(part)[0], reason=reason, actor=tifawin.manager, now=now)
        with pytest.raises(ordering.UnknownReason):
            ordering.decline_part(part=part, reason=reason, actor=tifawin.manager, now=now)
        assert [on_hand(v) for v in tifawin.variants] == [9, 9]

    def test_nothing_is_decided_twice_or_after_the_part_is_confirmed(self, part, tifawin, now):
        first, second = line_ids(part)
        ordering.decline_line(part=part, line_id=first, reason="other", actor=tifawin.manager, now=now)
        with pytest.raises(MoveRefused):
            ordering.decline_line(part=part, line_id=first, reason="other", actor=tifawin.manager, now=now)
        ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
        with pytest.raises(MoveRefused):
            ordering.decline_line(part=part, line_id=second, reason="other", actor=tifawin.manager, now=now)
        with pytest.raises(MoveRefused):
            ordering.decline_part(part=part, reason="other", actor=tifawin.manager, now=now)
        assert [on_hand(v) for v in tifawin.variants] == [10, 9]

    def test_a_line_of_another_part_is_not_found(self, part, dairy, tifawin, now):
        other = only_part(place(a_basket({dairy.variants[0].pk: 1})))
        with pytest.raises(NotFound):
            ordering.decline_line(part=part, line_id=line_ids(other)[0], reason="other", actor=tifawin.manager, now=now)
        assert on_hand(dairy.variants[0]) == 2


class TestTheWay:
    def test_to_the_door(self, part, tifawin, now):
        ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
        ordering.prepare_part(part=part, actor=tifawin.manager, now=now)
        parcel = delivery.shipment_card(part.number)
        assert (parcel.status, parcel.grams, parcel.cash.due_centimes) == ("ready", 1600, part.total_centimes)
        assert parcel.address["landmark"] == "قرب المسجد"
        before = ordering.order_view(part.order, now=now).parts[0]
        assert (before.delivery_code, before.cash_state) == ("", "to_pay")
        ordering.hand_over_part(part=part, actor=tifawin.manager, now=now)

        hers = ordering.order_view(part.order, now=now).parts[0]
        assert len(hers.delivery_code) == 6
        assert ordering.part_view(part, now=now).delivery_code == ""
        assert ordering.order_view(part.order, now=now, for_buyer=False).parts[0].delivery_code == ""
        assert ordering.order_view(part.order, now=now, for_buyer=False).secret == ""
        assert [(s.code, s.state) for s in hers.timeline] == [
            ("placed", "done"),
            ("confirmed", "done"),
            ("prepared", "done"),
            ("handed_over", "now"),
            ("delivered", "to_come"),
        ]

        later = now + timedelta(days=3)
        ordering.deliver_part(part=part, code=hers.delivery_code, actor=tifawin.manager, now=later)
        done = ordering.order_view(part.order, now=later).parts[0]
        assert (done.status, done.delivery_code, done.received_on) == ("delivered", "", date(2026, 11, 26))
        assert {s.state for s in done.timeline} == {"done"}
        assert done.timeline[-1].at == later

    def test_money_is_never_shown_as_paid_before_it_is(self, tifawin, now):
        carrier = a_carrier("by-hand-carrier", adapter="by_hand")
        part = only_part(
            place(a_basket({tifawin.variants[0].pk: 1}), choices={tifawin.cooperative.pk: f"{carrier}.carrier"})
        )
        ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
        ordering.prepare_part(part=part, actor=tifawin.manager, now=now)
        with pytest.raises(delivery.TrackingMissing):
            ordering.hand_over_part(part=part, actor=tifawin.manager, now=now)
        part.refresh_from_db()
        assert part.status == "prepared"
        ordering.hand_over_part(part=part, actor=tifawin.manager, now=now, tracking="AB 123")
        code = ordering.order_view(part.order, now=now).parts[0].delivery_code
        states = [ordering.part_view(part, now=now).cash_state]
        ordering.deliver_part(part=part, code=code, actor=tifawin.manager, now=now)
        states.append(ordering.part_view(part, now=now).cash_state)
        delivery.remit_cash(references=[part.number], remittance="R-1", now=now, by=tifawin.manager)
        states.append(ordering.part_view(part, now=now).cash_state)
        assert states == ["to_pay", "collected", "remitted"]

    def test_a_wrong_code_is_refused_and_delivers_nothing(self, part, tifawin, now):
        on_its_way(part, tifawin.manager)
        code = ordering.order_view(part.order, now=now).parts[0].delivery_code
        wrong = f"{(int(code) + 1) % 1_000_000:06d}"
        with pytest.raises(delivery.WrongCode):
            ordering.deliver_part(part=part, code=wrong, actor=tifawin.manager, now=now)
        part.refresh_from_db()
        assert part.status == "handed_over"

    def test_refused_at_the_door_and_brought_back_what_keeps_is_sold_again(self, tifawin, dairy, now):
        order = place(a_basket({tifawin.variants[0].pk: 2, dairy.variants[0].pk: 1}))
        for part, seller in zip(order.parts.select_related("order"), (tifawin, dairy), strict=True):
            on_its_way(part, seller.manager)
            parcel = delivery.shipment_by_reference(part.number)
            reason = delivery.refusal_reasons()[0][0]
            delivery.record_refusal(shipment=parcel, reason=reason, now=now, by=seller.manager)
            ordering.follow_parcel(reference=part.number, now=now)
            part.refresh_from_db()
            assert (part.status, part.reason) == ("refused", reason)
            delivery.bring_back(shipment=parcel, now=now, by=seller.manager)
            ordering.follow_parcel(reference=part.number, now=now)
            ordering.follow_parcel(reference=part.number, now=now)
            part.refresh_from_db()
            assert part.status == "returned"
        assert on_hand(tifawin.variants[0]) == 10
        assert on_hand(dairy.variants[0]) == 2  # cheese that came back is not sold again
        view = ordering.order_view(order, now=now)
        assert (view.total_centimes, [p.cash_state for p in view.parts]) == (0, ["none", "none"])
        assert [step.code for step in view.parts[0].timeline] == [
            "placed",
            "confirmed",
            "prepared",
            "handed_over",
            "returned",
        ]

    def test_steps_can_t_be_skipped(self, part, tifawin, now):
        with pytest.raises(MoveRefused):
            ordering.prepare_part(part=part, actor=tifawin.manager, now=now)
        with pytest.raises(MoveRefused):
            ordering.hand_over_part(part=part, actor=tifawin.manager, now=now)
        with pytest.raises(ordering.NotPrepared):
            ordering.label_pdf(part, language="ar")
        assert delivery.shipment_card(part.number) is None

    def test_a_reference_that_is_no_part_s_is_somebody_else_s(self, db, now):
        ordering.follow_parcel(reference="TC-NOBODY", now=now)


class TestCancelling:
    @pytest.mark.parametrize("steps", [0, 1, 2])
    def test_before_it_is_handed_over_the_buyer_cancels_freely(self, part, tifawin, salma, now, steps):
        if steps > 0:
            ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
        if steps > 1:
            ordering.prepare_part(part=part, actor=tifawin.manager, now=now)
        view = ordering.order_view(part.order, now=now).parts[0]
        assert view.buyer_verbs == ("cancel",)
        ordering.cancel_part(part=part, actor=salma, now=now, reason="changed_mind")
        assert [on_hand(v) for v in tifawin.variants] == [10, 10]
        parcel = delivery.shipment_card(part.number)
        assert parcel is None if steps < 2 else (parcel.status, parcel.cash.status) == ("cancelled", "not_due")
        after = ordering.order_view(part.order, now=now)
        assert (after.total_centimes, after.parts[0].buyer_verbs, after.parts[0].cash_state) == (0, (), "none")

    def test_not_any_more_once_it_is_on_its_way(self, part, tifawin, salma, now):
        on_its_way(part, tifawin.manager)
        with pytest.raises(MoveRefused):
            ordering.cancel_part(part=part, actor=salma, now=now)
        assert ordering.order_view(part.order, now=now).parts[0].buyer_verbs == ()
        assert [on_hand(v) for v in tifawin.variants] == [9, 9]

    def test_a_cooperative_does_not_cancel(self, part, tifawin, now):
        with pytest.raises(MoveRefused):
            ordering.cancel_part(part=part, actor=tifawin.manager, now=now, by="cooperative")

    def test_a_line_declined_before_is_not_put_back_twice(self, part, tifawin, salma, now):
        ordering.decline_line(part=part, line_id=line_ids(part)[0], reason="other", actor=tifawin.manager, now=now)
        ordering.cancel_part(part=part, actor=salma, now=now)
        assert [on_hand(v) for v in tifawin.variants] == [10, 10]
