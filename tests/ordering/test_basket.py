from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.make.ordering import a_basket
from twiza.catalog.api import Variant, count_stock, set_price, withdraw_product
from twiza.cooperatives.api import close_for_season
from twiza.ordering import api as ordering


def quantities(basket: ordering.Basket) -> dict[int, int]:
    return dict(basket.lines.values_list("variant_id", "quantity"))


def only_line(basket: ordering.Basket, now) -> ordering.BasketLineView:
    (line,) = ordering.basket_view(basket, now=now).all_lines
    return line


def test_a_guest_fills_one_basket_across_cooperatives(tifawin, dairy, now):
    basket = a_basket({tifawin.variants[0].pk: 2, dairy.variants[0].pk: 1, tifawin.variants[1].pk: 1})
    view = ordering.basket_view(ordering.basket_of(token=basket.token), now=now)
    assert [group.names["fr"] for group in view.groups] == ["Coopérative Tifawin", "Coopérative de la Montagne"]
    assert [[line.names["fr"] for line in group.lines] for group in view.groups] == [
        ["Huile d’argan", "Amlou aux amandes"],
        ["Fromage de chèvre"],
    ]
    assert (view.lines, view.pieces, view.goods_centimes, view.changes) == (3, 4, 355_00, "")
    assert ordering.pieces_in_basket(token=basket.token) == 4


def test_a_token_nobody_gave_out_opens_nothing_and_is_not_taken_over(db, now):
    assert ordering.basket_of(token="guessed") is None
    assert ordering.open_basket(token="guessed", now=now).token != "guessed"
    assert ordering.basket_view(None, now=now).is_empty


def test_the_token_of_a_persons_basket_opens_nothing_to_a_guest(salma, now):
    hers = ordering.open_basket(person=salma, now=now)
    assert ordering.basket_of(token=hers.token) is None


def test_the_same_thing_twice_is_one_line(tifawin, now):
    oil = tifawin.variants[0].pk
    basket = a_basket({oil: 2})
    ordering.add_to_basket(basket=basket, variant_id=oil, quantity=3, now=now)
    assert quantities(basket) == {oil: 5}
    ordering.set_quantity(basket=basket, variant_id=oil, quantity=1, now=now)
    assert quantities(basket) == {oil: 1}
    ordering.set_quantity(basket=basket, variant_id=oil, quantity=0, now=now)
    assert quantities(basket) == {}


def test_refuses_more_than_there_is_and_says_how_many_there_are(dairy, now):
    cheese = dairy.variants[0].pk
    basket = a_basket({cheese: 2})
    with pytest.raises(ordering.NotEnough, match="سوى 3") as refused:
        ordering.add_to_basket(basket=basket, variant_id=cheese, quantity=2, now=now)
    assert refused.value.variant_ids == (cheese,)
    assert quantities(basket) == {cheese: 2}


@pytest.mark.parametrize("quantity", [-1, 0, 100])
def test_refuses_absurd_quantities(tifawin, now, quantity):
    basket = ordering.open_basket(now=now)
    with pytest.raises(ordering.QuantityOutOfRange):
        ordering.add_to_basket(basket=basket, variant_id=tifawin.variants[0].pk, quantity=quantity, now=now)
    assert quantities(basket) == {}


def test_refuses_what_is_unknown_withdrawn_or_of_a_closed_cooperative(tifawin, dairy, now):
    basket = ordering.open_basket(now=now)
    withdraw_product(product=tifawin.variants[0].product, by=tifawin.manager, now=now)
    close_for_season(
        cooperative=dairy.cooperative, starts_on=now.date(), ends_on=date(2026, 12, 1), by=dairy.manager, now=now
    )
    for variant_id, refusal in (
        (tifawin.variants[0].pk, ordering.NotSold),
        (10**9, ordering.NotSold),
        (dairy.variants[0].pk, ordering.CooperativeClosed),
    ):
        with pytest.raises(refusal):
            ordering.add_to_basket(basket=basket, variant_id=variant_id, now=now)
    assert quantities(basket) == {}


def test_a_basket_holds_sixty_things_at_most(tifawin, now, monkeypatch):
    monkeypatch.setattr("twiza.ordering.actions.set_quantity.MOST_LINES", 1)
    basket = a_basket({tifawin.variants[0].pk: 1})
    with pytest.raises(ordering.BasketFull):
        ordering.add_to_basket(basket=basket, variant_id=tifawin.variants[1].pk, now=now)


class TestWhatMovedMeanwhile:
    def test_a_new_price_is_shown_and_asked_not_taken(self, tifawin, now):
        oil = tifawin.variants[0]
        basket = a_basket({oil.pk: 2})
        set_price(variant=oil, price_centimes=130_00, by=tifawin.manager, now=now)
        line = only_line(basket, now)
        assert (line.price_seen_centimes, line.price_centimes, line.total_centimes) == (120_00, 130_00, 260_00)
        assert line.price_changed
        ordering.add_to_basket(basket=basket, variant_id=oil.pk, quantity=1, now=now)
        assert only_line(basket, now).price_changed  # adding more is no consent
        seen = ordering.basket_view(basket, now=now).changes
        ordering.accept_changes(basket=basket, seen=seen, now=now)
        assert not only_line(basket, now).troubles

    def test_consent_is_to_what_was_seen(self, tifawin, now):
        oil = tifawin.variants[0]
        basket = a_basket({oil.pk: 2})
        set_price(variant=oil, price_centimes=130_00, by=tifawin.manager, now=now)
        seen = ordering.basket_view(basket, now=now).changes
        set_price(variant=oil, price_centimes=150_00, by=tifawin.manager, now=now + timedelta(minutes=1))
        with pytest.raises(ordering.BasketChanged):
            ordering.accept_changes(basket=basket, seen=seen, now=now + timedelta(minutes=1))
        assert only_line(basket, now).price_seen_centimes == 120_00

    def test_short_stock(self, tifawin, now):
        oil = tifawin.variants[0]
        basket = a_basket({oil.pk: 5})
        count_stock(variant=oil, on_hand=3, by=tifawin.manager, now=now)
        line = only_line(basket, now)
        assert (line.quantity, line.available, line.troubles) == (5, 3, ("short",))
        ordering.accept_changes(basket=basket, seen=ordering.basket_view(basket, now=now).changes, now=now)
        assert quantities(basket) == {oil.pk: 3}

    def test_sold_out_withdrawn_and_closed_go_only_when_she_agrees(self, tifawin, dairy, weavers, now):
        oil, amlou = tifawin.variants
        basket = a_basket({oil.pk: 1, amlou.pk: 1, dairy.variants[0].pk: 1, weavers.variants[0].pk: 1})
        count_stock(variant=oil, on_hand=0, by=tifawin.manager, now=now)
        withdraw_product(product=amlou.product, by=tifawin.manager, now=now)
        close_for_season(cooperative=dairy.cooperative, starts_on=now.date(), ends_on=None, by=dairy.manager, now=now)
        view = ordering.basket_view(basket, now=now)
        assert [line.troubles for line in view.all_lines] == [("sold_out",), ("not_sold",), ("closed",), ()]
        assert [group.is_open for group in view.groups] == [True, False, True]
        assert len(quantities(basket)) == 4
        ordering.accept_changes(basket=basket, seen=view.changes, now=now)
        assert quantities(basket) == {weavers.variants[0].pk: 1}


class TestMerging:
    def test_at_sign_in_quantities_add_up_as_far_as_there_is_stock(self, tifawin, dairy, salma, now):
        oil, cheese = tifawin.variants[0].pk, dairy.variants[0].pk
        hers = a_basket({oil: 2, cheese: 2}, person=salma)
        guest = a_basket({oil: 1, cheese: 3, tifawin.variants[1].pk: 1})
        merged = ordering.merge_baskets(token=guest.token, person=salma, now=now)
        assert merged == hers
        assert quantities(hers) == {oil: 3, cheese: 3, tifawin.variants[1].pk: 1}
        assert ordering.basket_of(token=guest.token) is None
        again = ordering.merge_baskets(token=guest.token, person=salma, now=now)
        assert quantities(again) == {oil: 3, cheese: 3, tifawin.variants[1].pk: 1}

    def test_the_price_the_guest_saw_stays_the_price_seen(self, tifawin, salma, now):
        oil = tifawin.variants[0]
        guest = a_basket({oil.pk: 1})
        set_price(variant=oil, price_centimes=150_00, by=tifawin.manager, now=now)
        merged = ordering.merge_baskets(token=guest.token, person=salma, now=now)
        assert only_line(merged, now).price_changed

    def test_without_a_guest_basket_she_has_her_own(self, salma, now):
        assert ordering.merge_baskets(token="", person=salma, now=now).person == salma


def test_the_stock_a_recapitulation_holds_is_hers_alone_and_goes_back_when_she_changes_her_mind(dairy, now):
    cheese = dairy.variants[0]
    first, second = a_basket({cheese.pk: 3}), a_basket({cheese.pk: 1})
    assert ordering.hold_for_checkout(basket=first, now=now) == now + timedelta(minutes=30)
    assert only_line(first, now).troubles == ()
    assert only_line(second, now).troubles == ("sold_out",)
    with pytest.raises(ordering.StockGone):
        ordering.hold_for_checkout(basket=second, now=now)
    ordering.hold_for_checkout(basket=first, now=now)  # again: still three
    assert Variant.objects.get(pk=cheese.pk).held == 3
    ordering.set_quantity(basket=first, variant_id=cheese.pk, quantity=2, now=now)
    assert Variant.objects.get(pk=cheese.pk).held == 0
    assert only_line(second, now).troubles == ()


def test_old_baskets_are_forgotten_after_thirty_days(tifawin, now):
    old, kept = a_basket({tifawin.variants[0].pk: 1}), a_basket({tifawin.variants[0].pk: 1})
    ordering.set_quantity(basket=kept, variant_id=tifawin.variants[0].pk, quantity=2, now=now + timedelta(days=1))
    assert ordering.prune_baskets(now=now + timedelta(days=30, hours=1)) == 1
    assert ordering.basket_of(token=old.token) is None
    assert ordering.basket_of(token=kept.token) == kept


def test_a_basket_page_takes_as_many_queries_for_three_lines_as_for_one(
    tifawin, weavers, dairy, now, django_assert_num_queries, django_assert_max_num_queries
):
    one = a_basket({tifawin.variants[0].pk: 1})
    three = a_basket({tifawin.variants[0].pk: 1, weavers.variants[0].pk: 1, dairy.variants[0].pk: 1})
    with django_assert_max_num_queries(8) as spent:
        ordering.basket_view(one, now=now)
    with django_assert_num_queries(len(spent)):
        ordering.basket_view(three, now=now)
