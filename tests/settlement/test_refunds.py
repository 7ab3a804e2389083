"""Money that goes back: how much, by which way, who bears it, and what of commission and VAT follows."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tests.conftest import NOW
from tests.make.cooperatives import a_rib
from tests.make.settlement import (
    RELEASE,
    a_received_part,
    an_order,
    books,
    buyer_gets,
    buyer_gets_nothing,
    differences,
    hear_all,
    line_ids,
    parts_of,
    pay_by_card,
    pay_by_transfer,
    receive,
)
from twiza.kernel.states import MoveRefused
from twiza.ordering import api as ordering
from twiza.ordering.reactions import mark_paid
from twiza.payments.api import Payee, PaymentSettled, Repayment
from twiza.settlement import api as settlement

pytestmark = pytest.mark.django_db
BUYER = Payee("Salma Bennani", a_rib(77))


def give_back(part, items, **fields):
    asked = {"reason": "defect", "way": "cash", "by": None, "now": NOW} | fields
    return settlement.decide_refund(part_id=part.pk, items=items, **asked)


def paid_order(seller, quantities, way="card"):
    order = an_order(quantities, way=way)
    pay_by_card(order) if way == "card" else pay_by_transfer(order)
    hear_all()
    return order, parts_of(order)[0]


def test_a_line_in_three_steps_gives_the_commission_back_to_the_centime(tifawin, nadia):
    part = a_received_part(tifawin)
    (line,) = line_ids(part)
    coop = tifawin.cooperative.pk
    first = give_back(part, {line: 33_33}, by=nadia)
    # 5 % of 33.33 is 1.67, 20 % of 6.00 × 33.33/120 is 0.33.
    assert (first.commission_back_centimes, first.commission_vat_back_centimes) == (1_67, 33)
    assert books()[f"cooperative:{coop}:held"] == -(112_80 - 33_33 + 2_00)
    give_back(part, {line: 33_33}, by=nadia)
    third = give_back(part, {line: 53_34}, by=nadia)
    assert third.amount_centimes == 53_34
    assert books() == {
        "courier:test-carrier:cash": 155_00,
        "courier:test-carrier:payable": -35_00,
        "buyer:refunds": -120_00,
    }
    with pytest.raises(settlement.TooMuch), translation.override("fr"):
        give_back(part, {line: 1}, by=nadia)
    money = settlement.part_money(part.pk)
    assert (money.refunded, money.commission, money.commission_vat, money.net, money.rest) == (120_00, 0, 0, 0, 35_00)
    give_back(part, {}, delivery_centimes=35_00, by=nadia)  # the cooperative bears what the carrier keeps
    assert settlement.balance_of(coop).held == -35_00
    with pytest.raises(settlement.TooMuchDelivery):
        give_back(part, {}, delivery_centimes=1, by=nadia)
    assert differences() == []


def test_the_platform_bears_a_gesture(tifawin, nadia):
    part = a_received_part(tifawin)
    (line,) = line_ids(part)
    give_back(part, {line: 20_00}, delivery_centimes=5_00, borne_by="platform", reason="gesture", by=nadia)
    assert books()["platform:goodwill"] == 25_00
    assert settlement.balance_of(tifawin.cooperative.pk).held == 112_80
    rest = give_back(part, {line: 100_00}, by=nadia)
    assert (rest.commission_back_centimes, rest.commission_vat_back_centimes) == (5_00, 1_00)
    assert settlement.part_money(part.pk).net == 20_00 - 1_00 - 20
    assert differences() == []


def test_cash_goes_back_in_cash_or_by_transfer(tifawin, nadia):
    part = a_received_part(tifawin)
    (line,) = line_ids(part)
    with pytest.raises(settlement.WayNotPossible):
        give_back(part, {line: 10_00}, way="as_paid", by=nadia)
    with pytest.raises(settlement.PayeeMissing):
        give_back(part, {line: 10_00}, way="transfer", by=nadia)
    given = give_back(part, {line: 10_00}, by=nadia)
    coop = tifawin.cooperative.pk
    buyer_gets(given, by=nadia)
    hear_all()
    assert books()[f"cooperative:{coop}:cash"] == -10_00  # out of its own pocket: the next payout gives it back
    assert settlement.refund_card(given.pk).status == "paid"
    sent = give_back(part, {line: 20_00}, way="transfer", payee=BUYER, by=nadia)
    assert sent.status == "decided"
    assert books()["buyer:refunds"] == -20_00


def test_what_is_refused_changes_nothing(tifawin, dairy, nadia):
    order = an_order({tifawin.variants[0].pk: 1})
    (unpaid,) = parts_of(order)
    with pytest.raises(settlement.NotPaidYet):
        give_back(unpaid, {line_ids(unpaid)[0]: 1_00}, by=nadia)
    part, other = a_received_part(tifawin), a_received_part(dairy)
    before = books()
    for refusal, items, fields in (
        (settlement.NothingToRefund, {}, {}),
        (settlement.NothingToRefund, {line_ids(part)[0]: 0}, {}),
        (settlement.TooMuch, {line_ids(part)[0]: 120_01}, {}),
        (settlement.TooMuch, {line_ids(part)[0]: -1}, {}),
        (settlement.TooMuchDelivery, {}, {"delivery_centimes": -1}),
        (settlement.UnknownLine, {line_ids(other)[0]: 1_00}, {}),
        (settlement.UnknownReason, {line_ids(part)[0]: 1_00}, {"reason": "declined"}),
        (settlement.WayNotPossible, {line_ids(part)[0]: 1_00}, {"way": "pigeon"}),
    ):
        with pytest.raises(refusal):
            give_back(part, items, by=nadia, **fields)
    assert books() == before
    assert settlement.refunds().count == 0


def test_the_database_itself_refuses_more_than_was_paid(tifawin):
    part = a_received_part(tifawin)
    for rows in (
        settlement.SettledPart.objects.filter(part=part),
        settlement.SettledLine.objects.filter(settled__part=part),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(refunded_centimes=155_01)


def test_a_second_click_is_the_same_refund(tifawin, nadia):
    part = a_received_part(tifawin)
    items = {line_ids(part)[0]: 10_00}
    assert give_back(part, items, by=nadia, key="form-1") == give_back(part, items, by=nadia, key="form-1")
    assert settlement.part_money(part.pk).refunded == 10_00


def test_a_declined_line_goes_back_with_what_the_lighter_parcel_costs_less(tifawin):
    oil, amlou = (variant.pk for variant in tifawin.variants)
    order, part = paid_order(tifawin, {oil: 1, amlou: 1})
    assert settlement.part_money(part.pk).paid == 120_00 + 80_00 + 35_00
    lines = line_ids(part)
    ordering.decline_line(part=part, line_id=lines[1], reason="out_of_stock", actor=tifawin.manager, now=NOW)
    hear_all()
    assert settlement.refunds_of_part(part.pk) == []  # one refund, once the whole part is decided
    ordering.confirm_part(part=part, actor=tifawin.manager, now=NOW, accept_rest=True)
    hear_all()
    (refund,) = settlement.refunds_of_part(part.pk)
    assert (refund.goods, refund.delivery, refund.reason, refund.way) == (80_00, 10_00, "declined_line", "as_paid")
    ordering.prepare_part(part=part, actor=tifawin.manager, now=NOW)
    part.refresh_from_db()
    assert settlement.order_money(order).on_its_way_back == 90_00
    assert books() == {
        "card:acquirer:clearing": 235_00,
        "buyer:refunds": -90_00,
        f"cooperative:{tifawin.cooperative.pk}:open": -145_00,
    }
    assert differences() == []


@pytest.mark.parametrize("way", ["card", "transfer"])
def test_what_is_never_sent_goes_back_whole(tifawin, nadia, way):
    order, part = paid_order(tifawin, {tifawin.variants[0].pk: 1}, way)
    ordering.decline_part(part=part, reason="too_far", actor=tifawin.manager, now=NOW)
    hear_all()
    money = settlement.part_money(part.pk)
    assert (money.state, money.refunded, money.net, money.commission) == ("closed", 145_00, 0, 0)
    (refund,) = settlement.refunds_of_part(part.pk)
    assert (refund.amount, refund.delivery, refund.reason) == (145_00, 25_00, "declined")
    assert settlement.balance_of(tifawin.cooperative.pk).total == 0
    if way == "card":
        buyer_gets(settlement.Refund.objects.get(), by=nadia)
        hear_all()
        assert books() == {}
        assert settlement.order_money(order).on_its_way_back == 0
    assert differences() == []


def test_cancelled_before_the_news_of_the_money(tifawin, salma):
    order = an_order({tifawin.variants[0].pk: 1}, way="card")
    pay_by_card(order)
    (part,) = parts_of(order)
    mark_paid(PaymentSettled(reference=f"{order.number}:card", centimes=145_00))  # ordering heard it first
    ordering.cancel_part(part=part, actor=salma, now=NOW)
    hear_all()
    assert settlement.part_money(part.pk).state == "closed"
    assert books() == {"card:acquirer:clearing": 145_00, "buyer:refunds": -145_00}


def test_a_gesture_for_what_is_then_cancelled_comes_back_to_the_platform(tifawin, nadia, salma):
    _order, part = paid_order(tifawin, {tifawin.variants[0].pk: 1})
    give_back(part, {line_ids(part)[0]: 20_00}, way="as_paid", borne_by="platform", reason="gesture", by=nadia)
    ordering.cancel_part(part=part, actor=salma, now=NOW)
    hear_all()
    assert books() == {"card:acquirer:clearing": 145_00, "buyer:refunds": -145_00}
    assert differences() == []


def test_a_refund_that_failed_is_owed_and_sent_again_once(tifawin, nadia):
    _order, part = paid_order(tifawin, {tifawin.variants[0].pk: 1})
    receive(part, tifawin)
    hear_all()
    refund = give_back(part, {line_ids(part)[0]: 30_00}, way="as_paid", by=nadia)
    with pytest.raises(MoveRefused):
        settlement.retry_refund(refund_id=refund.pk, way="transfer", payee=BUYER, by=nadia, now=NOW)
    buyer_gets_nothing(refund)
    hear_all()
    card = settlement.refund_card(refund.pk)
    assert (card.status, card.failure, card.verbs) == ("failed", "carte expirée", ("try_again",))
    assert books()["buyer:refunds"] == -30_00
    with pytest.raises(settlement.WayNotPossible):
        settlement.retry_refund(refund_id=refund.pk, way="as_paid", by=nadia, now=NOW)
    settlement.retry_refund(refund_id=refund.pk, way="transfer", payee=BUYER, by=nadia, now=NOW)
    assert Repayment.objects.count() == 1
    assert settlement.refund_card(refund.pk).status == "decided"


def test_after_release_it_is_taken_from_what_is_payable(tifawin, nadia):
    part = a_received_part(tifawin)
    settlement.release_parts(now=RELEASE)
    give_back(part, {line_ids(part)[0]: 120_00}, by=nadia, now=RELEASE)
    assert settlement.balance_of(tifawin.cooperative.pk) == settlement.CooperativeBalance(0, 0, 0, 0)
    assert differences() == []
