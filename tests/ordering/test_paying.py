"""Parts paid beforehand: they wait for their money, begin when it is there, and end when it does not come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.make.ordering import a_basket, a_carrier, a_seller, contact, on_its_way, only_part, place, to_douar
from tests.make.payments import ALL_WAYS, acquirer_says, bank_brings
from twiza.catalog.api import Variant
from twiza.commission.api import Sold, commission_of
from twiza.delivery.api import shipment_card
from twiza.kernel.states import MoveRefused
from twiza.ordering import api as ordering
from twiza.ordering.models import CooperativeOrder
from twiza.payments import api as payments
from twiza.plumbing.api import deliver, list_letters, run_checks, run_due

BUYER = "+212661234567"


@pytest.fixture(autouse=True)
def _all_ways(settings) -> None:
    settings.TWIZA_PAYMENTS = ALL_WAYS


def shelf(variant: Variant) -> tuple[int, int]:
    return Variant.objects.values_list("on_hand", "held").get(pk=variant.pk)


def payment_of(order: ordering.Order, way: str) -> payments.Payment:
    return payments.Payment.objects.get(reference=f"{order.number}:{way}")


def statuses(order: ordering.Order) -> list[str]:
    return list(order.parts.values_list("status", flat=True))


def kinds(to: str) -> list[str]:
    return sorted({letter.kind for letter in list_letters(to=to).items})


@pytest.fixture
def mixed(tifawin, weavers, dairy, salma):
    """Tifawin's oil and the weavers' carpet by card, the cheese in cash."""
    basket = a_basket({tifawin.variants[0].pk: 2, weavers.variants[0].pk: 1, dairy.variants[0].pk: 1}, person=salma)
    ways = {tifawin.cooperative.pk: "card", weavers.cooperative.pk: "card", dairy.cooperative.pk: "cash"}
    return place(basket, payments=ways)


@pytest.fixture
def by_card(tifawin):
    return place(a_basket({tifawin.variants[0].pk: 2}), payments={tifawin.cooperative.pk: "card"})


class TestPlacing:
    def test_three_cooperatives_one_by_cash_two_by_card(self, mixed, tifawin, dairy, now):
        parts = list(mixed.parts.all())
        assert [(p.payment, p.status, p.cash_fee_centimes, p.total_centimes) for p in parts] == [
            ("card", "unpaid", 0, 265_00),
            ("card", "unpaid", 0, 935_00),
            ("cash", "placed", 10_00, 70_00),
        ]
        assert (mixed.cash_fee_centimes, mixed.total_centimes) == (10_00, 1270_00)
        payment = payment_of(mixed, "card")
        assert (payment.amount_centimes, payment.status) == (1200_00, "open")
        assert payment.expires_at == now + timedelta(minutes=60)
        assert payments.Payment.objects.count() == 1
        assert (shelf(tifawin.variants[0]), shelf(dairy.variants[0])) == ((8, 0), (2, 0))
        assert [p.pk for p in ordering.parts_paid_by(payment.reference)] == [parts[0].pk, parts[1].pk]
        assert ordering.next_to_pay(mixed) == payments.payment_view(payment.reference).pay_path
        view = ordering.order_view(mixed, now=now)
        assert [(p.way, p.centimes, p.state) for p in view.payments] == [("card", 1200_00, "open")]
        assert [p.cash_state for p in view.parts] == ["awaited", "awaited", "to_pay"]
        assert (view.cash_centimes, view.waiting, view.waits) == (70_00, 2, False)
        assert [step.state for step in view.parts[0].timeline][:2] == ["now", "to_come"]

    def test_all_in_cash_asks_nobody_to_pay(self, tifawin):
        order = place(a_basket({tifawin.variants[0].pk: 1}))
        assert not payments.Payment.objects.exists()
        assert ordering.next_to_pay(order) == ordering.order_path(order)
        assert ordering.parts_paid_by(f"{order.number}:cash") == []

    def test_a_double_click_is_one_order_and_one_payment(self, tifawin, now):
        basket = a_basket({tifawin.variants[0].pk: 1})
        sent = {
            "key": basket.key,
            "contact": contact(),
            "address": to_douar(),
            "choices": {tifawin.cooperative.pk: "test-carrier.carrier"},
            "payments": {tifawin.cooperative.pk: "card"},
            "terms_version": ordering.TERMS_VERSION,
            "seen_total_centimes": 145_00,
            "now": now,
        }
        first = ordering.place_order(basket=basket, **sent)
        assert ordering.place_order(basket=basket, **sent) == first
        assert payments.Payment.objects.count() == 1
        assert shelf(tifawin.variants[0]) == (9, 0)

    def test_where_no_cash_is_taken_it_is_paid_beforehand(self, fatima, now):
        a_carrier(cash_ceiling=50_00)
        seller = a_seller(fatima)
        basket = a_basket({seller.variants[0].pk: 1})
        view = ordering.checkout_view(basket=basket, address=to_douar(), choices={}, now=now)
        (part,) = view.parts
        assert (part.cash_possible, part.payment, view.ready) == (False, "transfer", True)
        with pytest.raises(ordering.DeliveryNotPossible):
            place(basket, choices={seller.cooperative.pk: part.chosen.code}, payments={seller.cooperative.pk: "cash"})
        order = place(basket, payments={seller.cooperative.pk: "card"})
        assert (order.cash_fee_centimes, order.total_centimes) == (0, 120_00)

    def test_cash_with_who_takes_none_is_refused_by_name(self, fatima, now):
        a_carrier("cashless", cash_ceiling=0)
        a_carrier("with-cash")
        seller = a_seller(fatima)
        basket = a_basket({seller.variants[0].pk: 1})
        with pytest.raises(ordering.CashNotTaken):
            place(
                basket,
                choices={seller.cooperative.pk: "cashless.carrier"},
                payments={seller.cooperative.pk: "cash"},
                seen_total_centimes=120_00,
            )
        assert not ordering.Order.objects.exists()

    @pytest.mark.parametrize("way", ["pigeon", "card_abroad"])
    def test_a_way_that_is_off_is_refused(self, tifawin, settings, way):
        settings.TWIZA_PAYMENTS = ALL_WAYS | {"ways": ["cash", "card"]}
        with pytest.raises(ordering.WayNotOffered):
            place(a_basket({tifawin.variants[0].pk: 1}), payments={tifawin.cooperative.pk: way})
        assert not ordering.Order.objects.exists()
        assert shelf(tifawin.variants[0]) == (10, 0)

    def test_the_total_seen_with_cash_is_not_that_with_a_card(self, tifawin):
        with pytest.raises(ordering.TotalChanged):
            place(
                a_basket({tifawin.variants[0].pk: 1}),
                payments={tifawin.cooperative.pk: "card"},
                seen_total_centimes=155_00,
            )

    def test_a_transfer_has_days_and_the_promise_counts_them(self, tifawin, now):
        order = place(a_basket({tifawin.variants[0].pk: 1}), payments={tifawin.cooperative.pk: "transfer"})
        in_cash = place(a_basket({tifawin.variants[0].pk: 1}))
        part = only_part(order)
        assert payment_of(order, "transfer").expires_at == part.pay_by == now + timedelta(days=5)
        assert part.promised_on == only_part(in_cash).promised_on + timedelta(days=5)

    def test_the_database_knows_what_can_not_be(self, by_card):
        part = CooperativeOrder.objects.filter(order=by_card)
        for wrong in ({"cash_fee_centimes": 1}, {"payment": "cash"}, {"pay_by": None}, {"status": "placed"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                part.update(**wrong)


class TestPaid:
    def test_cooperatives_hear_of_it_when_it_is_paid(self, mixed, tifawin, weavers, dairy, now):
        run_due(now)
        assert "new_order" in kinds(dairy.manager.phone)
        assert "new_order" not in kinds(tifawin.manager.phone)
        assert "order_confirmation" in kinds(BUYER)
        assert ordering.today_of_cooperative(tifawin.cooperative.pk, now=now).to_confirm == 0
        waiting = ordering.parts_of_cooperative(tifawin.cooperative.pk, now=now).items
        assert [card.status for card in waiting] == ["unpaid"]
        acquirer_says(payment_of(mixed, "card"))
        before = timezone.now()
        deliver(now)
        assert statuses(mixed) == ["placed", "placed", "placed"]
        part = mixed.parts.first()
        assert part.paid_at >= before
        assert part.confirm_by == part.paid_at + timedelta(hours=48)
        assert "new_order" in kinds(tifawin.manager.phone)
        assert "payment_received" in kinds(BUYER)
        assert ordering.today_of_cooperative(tifawin.cooperative.pk, now=now).to_confirm == 1
        assert ordering.next_to_pay(mixed) == ordering.order_path(mixed)

    def test_news_that_comes_twice_changes_nothing(self, by_card, tifawin, now):
        acquirer_says(payment_of(by_card, "card"))
        deliver(now)
        written = only_part(by_card).confirm_by
        from twiza.ordering.reactions import let_go, mark_paid

        mark_paid(payments.PaymentSettled(reference=f"{by_card.number}:card", centimes=265_00))
        let_go(payments.PaymentExpired(reference=f"{by_card.number}:card"))
        mark_paid(payments.PaymentSettled(reference="nobody:card", centimes=1))
        assert (statuses(by_card), only_part(by_card).confirm_by) == (["placed"], written)

    def test_a_cooperative_can_do_nothing_with_what_is_not_paid(self, by_card, tifawin, now):
        part = only_part(by_card)
        for act in (
            lambda: ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True),
            lambda: ordering.decline_part(part=part, reason="too_far", actor=tifawin.manager, now=now),
            lambda: ordering.prepare_part(part=part, actor=tifawin.manager, now=now),
        ):
            with pytest.raises(MoveRefused):
                act()
        assert ordering.press_for_answers(now=now + timedelta(days=30)) == (0, 0)

    def test_the_parcel_asks_for_nothing_at_the_door(self, by_card, tifawin, now):
        acquirer_says(payment_of(by_card, "card"))
        deliver(now)
        part = on_its_way(only_part(by_card), tifawin.manager)
        assert shipment_card(part.number).cash is None
        view = ordering.part_view(part, now=now)
        assert view.cash_state == "prepaid"
        for language in ("ar", "fr"):
            assert ordering.packing_list_pdf(part, language=language).startswith(b"%PDF")
            assert ordering.label_pdf(part, language=language).startswith(b"%PDF")
            assert ordering.confirmation_pdf(by_card, language).startswith(b"%PDF")
        code = ordering.order_view(by_card, now=now).parts[0].delivery_code
        ordering.deliver_part(part=part, code=code, actor=tifawin.manager, now=now)
        assert statuses(by_card) == ["delivered"]
        found = [line for check in run_checks(now) for line in check.differences if "Part" in line or "ayment" in line]
        assert found == []


class TestNotPaid:
    def test_what_is_not_paid_in_time_goes_back_to_the_shelf_once(self, mixed, tifawin, dairy, now):
        later = now + timedelta(minutes=61)
        assert payments.expire_payments(now=later) == 1
        deliver(later)
        assert statuses(mixed) == ["cancelled", "cancelled", "placed"]
        assert mixed.parts.first().reason == "not_paid"
        assert (shelf(tifawin.variants[0]), shelf(dairy.variants[0])) == ((10, 0), (2, 0))
        from twiza.ordering.reactions import let_go

        let_go(payments.PaymentExpired(reference=f"{mixed.number}:card"))
        deliver(later)
        assert shelf(tifawin.variants[0]) == (10, 0)
        assert "not_paid" in kinds(BUYER)
        assert "part_cancelled" not in kinds(BUYER)
        assert not {"new_order", "order_cancelled"} & set(kinds(tifawin.manager.phone))
        view = ordering.order_view(mixed, now=later)
        assert (view.total_centimes, [p.state for p in view.payments]) == (70_00, ["expired"])

    def test_money_that_comes_too_late_is_parked(self, by_card, tifawin, now):
        later = now + timedelta(minutes=61)
        payments.expire_payments(now=later)
        deliver(later)
        acquirer_says(payment_of(by_card, "card"), now=later)
        deliver(later)
        assert statuses(by_card) == ["cancelled"]
        assert shelf(tifawin.variants[0]) == (10, 0)


class TestCancelled:
    def test_parts_that_wait_for_one_payment_go_together(self, mixed, tifawin, weavers, dairy, salma, now):
        ordering.cancel_part(part=mixed.parts.select_related("order").first(), actor=salma, now=now)
        deliver(now)
        assert statuses(mixed) == ["cancelled", "cancelled", "placed"]
        assert shelf(tifawin.variants[0]) == (10, 0)
        assert payment_of(mixed, "card").status == "cancelled"
        assert "part_cancelled" in kinds(BUYER)
        assert not {"new_order", "order_cancelled"} & set(kinds(tifawin.manager.phone))  # it never heard of it

    def test_paid_after_it_was_cancelled_the_money_is_parked(self, by_card, salma, tifawin, now):
        ordering.cancel_part(part=only_part(by_card), actor=salma, now=now)
        acquirer_says(payment_of(by_card, "card"))
        deliver(now)
        assert statuses(by_card) == ["cancelled"]
        assert shelf(tifawin.variants[0]) == (10, 0)
        assert payments.payment_view(f"{by_card.number}:card").parked_centimes == 265_00

    def test_cancelled_while_the_money_was_coming_it_counts_as_paid(self, by_card, salma, tifawin, now):
        part = only_part(by_card)
        acquirer_says(payment_of(by_card, "card"))  # the fact is still on its way
        ordering.cancel_part(part=part, actor=salma, now=now)
        deliver(now)
        part = only_part(by_card)
        assert (part.status, part.paid_at is not None) == ("cancelled", True)
        assert shelf(tifawin.variants[0]) == (10, 0)
        assert payment_of(by_card, "card").status == "settled"

    def test_by_transfer_paid_then_cancelled_is_said_as_money_that_goes_back(self, tifawin, salma, now):
        order = place(a_basket({tifawin.variants[0].pk: 1}), payments={tifawin.cooperative.pk: "transfer"})
        payment = payment_of(order, "transfer")
        bank_brings((payment.amount_centimes, payment.number), now=now)
        deliver(now)
        assert statuses(order) == ["placed"]
        ordering.cancel_part(part=only_part(order), actor=salma, now=now)
        deliver(now)
        (letter,) = (x for x in list_letters(to=BUYER, kind="part_cancelled").items)
        assert "يعود إليك" in letter.text


class TestCommission:
    def test_each_line_keeps_what_is_taken_of_it(self, mixed, now):
        lines = list(ordering.OrderLine.objects.filter(part__order=mixed).select_related("part"))
        sold = [Sold(x.part.cooperative_id, x.category_path, x.total_centimes) for x in lines]
        assert [x.category_path.split("/")[-2] for x in lines] == ["argan-oil", "carpets", "goat-cheese"]
        for line, taken in zip(lines, commission_of(sold, on=now.date()), strict=True):
            assert (
                line.commission_rule_id,
                line.commission_basis_points,
                line.commission_cap_centimes,
                line.commission_centimes,
                line.commission_vat_basis_points,
                line.commission_vat_centimes,
                tuple(line.cooperative_traits),
            ) == (
                taken.rule_id,
                taken.basis_points,
                taken.cap_centimes,
                taken.centimes,
                taken.vat_basis_points,
                taken.vat_centimes,
                taken.traits,
            )
