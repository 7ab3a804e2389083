"""From what a buyer pays to what the cooperative is owed: every account, to the centime."""

from __future__ import annotations

import pytest

from tests.conftest import NOW
from tests.make.settlement import (
    RELEASE,
    a_received_part,
    an_order,
    books,
    differences,
    hear_all,
    parts_of,
    pay_by_card,
    receive,
)
from twiza.ordering import api as ordering
from twiza.settlement import api as settlement

pytestmark = pytest.mark.django_db


def test_cash_at_the_door(tifawin):
    part = a_received_part(tifawin)
    coop = tifawin.cooperative.pk
    # 120 for oil, 25 to carry it, 10 for taking cash; 5 % of 120 and 20 % VAT on that are taken.
    assert books() == {
        "courier:test-carrier:cash": 155_00,
        "courier:test-carrier:payable": -35_00,
        "platform:commission": -6_00,
        "vat:collected": -1_20,
        f"cooperative:{coop}:held": -112_80,
    }
    assert settlement.balance_of(coop) == settlement.CooperativeBalance(open=0, held=112_80, payable=0, cash=0)
    money = settlement.part_money(part.pk)
    assert (money.paid, money.goods, money.delivery, money.commission, money.commission_vat, money.carrier) == (
        155_00,
        120_00,
        35_00,
        6_00,
        1_20,
        35_00,
    )
    assert (money.net, money.state, money.expected, money.held_until.isoformat()) == (
        112_80,
        "held",
        False,
        "2026-12-07",
    )
    assert differences() == []


def test_a_card_before_anything_is_sent(tifawin):
    order = an_order({tifawin.variants[0].pk: 2}, way="card")
    (part,) = parts_of(order)
    expected = settlement.part_money(part.pk)
    assert (expected.paid, expected.net, expected.expected) == (0, 240_00 - 12_00 - 2_40, True)
    pay_by_card(order)
    hear_all()
    coop = tifawin.cooperative.pk
    assert books() == {"card:acquirer:clearing": 265_00, f"cooperative:{coop}:open": -265_00}
    assert settlement.part_money(part.pk).net == expected.net
    receive(part, tifawin)
    hear_all()
    assert books() == {
        "card:acquirer:clearing": 265_00,
        "courier:test-carrier:payable": -25_00,
        "platform:commission": -12_00,
        "vat:collected": -2_40,
        f"cooperative:{coop}:held": -225_60,
    }


def test_one_payment_for_two_cooperatives(tifawin, dairy):
    order = an_order({tifawin.variants[0].pk: 1, dairy.variants[0].pk: 3}, way="card")
    pay_by_card(order)
    pay_by_card(order)  # the acquirer repeats itself
    hear_all()
    assert books() == {
        "card:acquirer:clearing": 275_00,
        f"cooperative:{tifawin.cooperative.pk}:open": -145_00,
        f"cooperative:{dairy.cooperative.pk}:open": -130_00,
    }


def test_it_does_not_matter_in_which_order_the_news_comes(tifawin):
    order = an_order({tifawin.variants[0].pk: 1})
    (part,) = parts_of(order)
    receive(part, tifawin)
    from twiza.settlement import reactions

    for _twice in (1, 2):
        reactions.square(ordering.PartReceived(part_id=part.pk))
        assert settlement.SettledPart.objects.count() in (0, 1)
        hear_all()
    assert settlement.part_money(part.pk).state == "held"
    assert books()[f"cooperative:{tifawin.cooperative.pk}:held"] == -112_80


def test_released_when_the_buyers_time_is_over(tifawin):
    a_received_part(tifawin)
    assert settlement.release_parts(now=NOW) == 0
    assert settlement.release_parts(now=RELEASE) == 1
    assert settlement.release_parts(now=RELEASE) == 0
    coop = tifawin.cooperative.pk
    assert settlement.balance_of(coop) == settlement.CooperativeBalance(open=0, held=0, payable=112_80, cash=0)
    assert settlement.balance_of(coop).due == 112_80
