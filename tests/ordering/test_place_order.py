from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.make.ordering import EARLIER, a_basket, a_carrier, a_seller, contact, place, to_douar
from twiza.catalog.api import Variant, count_stock, expire_holds, set_price, withdraw_product
from twiza.cooperatives.api import close_for_season
from twiza.delivery.api import enter_tariff
from twiza.geography.api import find_communes
from twiza.ordering import api as ordering
from twiza.people.api import NotAnEmail, NotAPhone


def shelf(variant: Variant) -> tuple[int, int]:
    return Variant.objects.values_list("on_hand", "held").get(pk=variant.pk)


def test_three_cooperatives_one_basket_one_order(tifawin, weavers, dairy, salma, now):
    oil, carpet, cheese = tifawin.variants[0], weavers.variants[0], dairy.variants[0]
    basket = a_basket({oil.pk: 2, carpet.pk: 1, cheese.pk: 3}, person=salma)
    view = ordering.checkout_view(basket=basket, address=to_douar(), choices={}, now=now)
    assert (view.goods_centimes, view.delivery_centimes, view.cash_fee_centimes, view.total_centimes) == (
        240_00 + 900_00 + 105_00,
        25_00 + 35_00 + 25_00,
        3 * 10_00,
        1360_00,
    )
    # confirmation (2 days), making (10), carrying (2 to 4)
    assert [part.promised_on for part in view.parts] == [date(2026, 11, 29), date(2026, 12, 9), date(2026, 11, 29)]
    assert [part.earliest_on for part in view.parts] == [date(2026, 11, 25), date(2026, 12, 5), date(2026, 11, 25)]

    order = place(basket, contact=contact(email="salma@example.ma", language="fr"))

    assert order.number.startswith("TW-")
    assert (order.person, order.phone, order.email, order.language) == (
        salma,
        "+212661234567",
        "salma@example.ma",
        "fr",
    )
    assert (order.goods_centimes, order.total_centimes, order.terms_version) == (
        1245_00,
        1360_00,
        ordering.TERMS_VERSION,
    )
    parts = list(order.parts.all())
    assert [(p.cooperative_id, p.status, p.total_centimes, p.grams) for p in parts] == [
        (tifawin.cooperative.pk, "placed", 275_00, 800),
        (weavers.cooperative.pk, "placed", 945_00, 4500),
        (dairy.cooperative.pk, "placed", 140_00, 750),
    ]
    assert parts[0].seller["names"]["fr"] == "Coopérative Tifawin"
    assert {"seat", "court", "registration_number"} <= parts[0].seller.keys()  # law 112-12 art. 12
    assert parts[0].confirm_by == now + timedelta(hours=48)
    (line,) = parts[0].lines.all()
    assert (line.names["ar"], line.quantity, line.price_centimes, line.total_centimes) == (
        "زيت الأركان",
        2,
        120_00,
        240_00,
    )
    assert (line.vat_basis_points, line.vat_since) == (2000, date(2024, 1, 1))
    assert (shelf(oil), shelf(cheese)) == ((8, 0), (0, 0))
    assert ordering.basket_view(basket, now=now).is_empty


def test_what_was_sold_does_not_move_when_the_product_does(tifawin, now):
    oil = tifawin.variants[0]
    order = place(a_basket({oil.pk: 1}))
    set_price(variant=oil, price_centimes=200_00, by=tifawin.manager, now=now)
    view = ordering.order_view(order, now=now)
    assert view.parts[0].lines[0].price_centimes == 120_00
    assert view.total_centimes == 155_00


class TestOnce:
    def test_the_same_form_twice_is_one_order(self, tifawin, now):
        basket = a_basket({tifawin.variants[0].pk: 1})
        sent = {
            "key": basket.key,
            "contact": contact(),
            "address": to_douar(),
            "choices": {tifawin.cooperative.pk: "test-carrier.carrier"},
            "terms_version": ordering.TERMS_VERSION,
            "seen_total_centimes": 155_00,
            "now": now,
        }
        first = ordering.place_order(basket=basket, **sent)
        assert ordering.place_order(basket=basket, **sent) == first  # a double click
        fresh = ordering.basket_of(token=basket.token)
        assert ordering.place_order(basket=fresh, **sent) == first  # a retry, in another process
        assert ordering.Order.objects.count() == 1
        assert shelf(tifawin.variants[0]) == (9, 0)

    def test_the_emptied_basket_takes_a_new_order_under_a_new_key(self, tifawin, now):
        basket = a_basket({tifawin.variants[0].pk: 1})
        first = place(basket)
        ordering.add_to_basket(basket=basket, variant_id=tifawin.variants[0].pk, now=now)
        second = place(basket)
        assert first.number != second.number
        assert shelf(tifawin.variants[0]) == (8, 0)

    def test_a_key_of_another_basket_places_nothing(self, tifawin, now):
        one, other = a_basket({tifawin.variants[0].pk: 1}), a_basket({tifawin.variants[0].pk: 2})
        with pytest.raises(ordering.CheckoutStale):
            place(one, key=other.key)
        with pytest.raises(ordering.CheckoutStale):
            place(one, key="basket-1-guessed")
        assert not ordering.Order.objects.exists()

    def test_what_the_recapitulation_held_is_what_the_order_takes(self, dairy, now):
        cheese = dairy.variants[0]
        basket = a_basket({cheese.pk: 3})
        ordering.hold_for_checkout(basket=basket, now=now)
        assert shelf(cheese) == (3, 3)
        place(basket, now=now + timedelta(minutes=5))
        assert shelf(cheese) == (0, 0)

    def test_a_hold_that_ran_out_is_taken_again_while_there_is_stock(self, dairy, now):
        cheese = dairy.variants[0]
        basket = a_basket({cheese.pk: 3})
        ordering.hold_for_checkout(basket=basket, now=now)
        expire_holds(now + timedelta(hours=1))
        assert shelf(cheese) == (3, 0)
        place(basket, now=now + timedelta(hours=2))
        assert shelf(cheese) == (0, 0)


class TestRefusals:
    """Each names what is wrong, and changes nothing."""

    @pytest.fixture
    def basket(self, tifawin, dairy):
        return a_basket({tifawin.variants[0].pk: 2, dairy.variants[0].pk: 1})

    @pytest.fixture(autouse=True)
    def nothing_changed(self, basket, tifawin, dairy):
        yield
        assert not ordering.Order.objects.exists()
        assert not ordering.CooperativeOrder.objects.exists()
        assert shelf(dairy.variants[0])[1] == 0
        assert basket.lines.count() == 2
        assert ordering.Basket.objects.get(pk=basket.pk).key == basket.key

    @pytest.mark.parametrize("version", ["", "1999-01-01"])
    def test_terms_not_accepted(self, basket, version):
        with pytest.raises(ordering.TermsNotAccepted) as refused:
            place(basket, terms_version=version)
        assert refused.value.field == "terms"

    def test_another_total_than_the_one_seen(self, basket):
        with pytest.raises(ordering.TotalChanged, match="345") as refused:
            place(basket, seen_total_centimes=344_00)
        assert "344" in str(refused.value)

    def test_a_delivery_fee_that_rose_meanwhile(self, basket, now):
        view = ordering.checkout_view(basket=basket, address=to_douar(), choices={}, now=now)
        enter_tariff(
            carrier_code="test-carrier",
            method="carrier",
            zone="country",
            max_grams=1000,
            fee_centimes=30_00,
            cash_fee_centimes=10_00,
            days_min=2,
            days_max=4,
            valid_from=date(2026, 11, 23),
        )
        with pytest.raises(ordering.TotalChanged):
            place(basket, seen_total_centimes=view.total_centimes)

    def test_a_price_that_changed(self, basket, tifawin, now):
        set_price(variant=tifawin.variants[0], price_centimes=110_00, by=tifawin.manager, now=now)
        with pytest.raises(ordering.PriceChanged) as refused:
            place(basket)
        assert refused.value.variant_ids == (tifawin.variants[0].pk,)

    def test_stock_that_went(self, basket, tifawin, now):
        count_stock(variant=tifawin.variants[0], on_hand=1, by=tifawin.manager, now=now)
        with pytest.raises(ordering.NotEnough) as refused:
            place(basket)
        assert refused.value.variant_ids == (tifawin.variants[0].pk,)
        count_stock(variant=tifawin.variants[0], on_hand=0, by=tifawin.manager, now=now)
        with pytest.raises(ordering.StockGone):
            place(basket)

    def test_a_product_withdrawn(self, basket, tifawin, now):
        withdraw_product(product=tifawin.variants[0].product, by=tifawin.manager, now=now)
        with pytest.raises(ordering.NotSold) as refused:
            place(basket)
        assert refused.value.variant_ids == (tifawin.variants[0].pk,)

    def test_a_closed_cooperative(self, basket, dairy, now):
        close_for_season(cooperative=dairy.cooperative, starts_on=now.date(), ends_on=None, by=dairy.manager, now=now)
        with pytest.raises(ordering.CooperativeClosed, match="تعاونية الجبل") as refused:
            place(basket)
        assert refused.value.variant_ids == (dairy.variants[0].pk,)

    def test_no_delivery_chosen(self, basket, dairy):
        with pytest.raises(ordering.DeliveryNotChosen, match="تعاونية الجبل"):
            place(basket, choices={dairy.cooperative.pk: "by-pigeon"})

    def test_the_name_the_phone_the_mail_and_the_address(self, basket):
        for changes, refusal in (
            ({"contact": contact(name="  ")}, ordering.NameMissing),
            ({"contact": contact(phone="12")}, NotAPhone),
            ({"contact": contact(email="salma@")}, NotAnEmail),
            (
                {"address": replace(to_douar(), quarter=" ")},
                ordering.AddressMissing,
            ),
        ):
            with pytest.raises(refusal):
                place(basket, **changes)


def test_an_empty_basket(db, now):
    with pytest.raises(ordering.EmptyBasket):
        place(ordering.open_basket(now=now))


def test_nobody_carries_there_for_cash(fatima, now):
    a_carrier(cash_ceiling=50_00)
    seller = a_seller(fatima)
    basket = a_basket({seller.variants[0].pk: 1})
    with pytest.raises(ordering.DeliveryNotPossible):
        place(basket)
    assert not ordering.Order.objects.exists()
    in_cash = {seller.cooperative.pk: "cash"}
    view = ordering.checkout_view(basket=basket, address=to_douar(), choices={}, payments=in_cash, now=now)
    assert (view.ready, view.parts[0].cash_possible) == (False, False)


def test_without_an_address_nothing_is_quoted(tifawin, now):
    basket = a_basket({tifawin.variants[0].pk: 1})
    view = ordering.checkout_view(basket=basket, address=None, choices={}, now=now)
    assert (view.parts[0].quotes, view.parts[0].chosen, view.ready, view.total_centimes) == ((), None, False, 120_00)


def test_the_promise_never_passes_what_the_law_allows(fatima, now):
    a_carrier()
    slow = a_seller(fatima, {"category": "carpets", "made_to_order": True, "lead_days": 45, "shelf_life_days": None})
    basket = a_basket({slow.variants[0].pk: 1})
    view = ordering.checkout_view(basket=basket, address=to_douar(), choices={}, now=now)
    assert view.parts[0].promised_on == date(2026, 12, 23)


def test_the_choice_decides_what_is_paid(tifawin, now):
    a_carrier("slow-carrier")
    enter_tariff(
        carrier_code="slow-carrier",
        method="carrier",
        zone="country",
        max_grams=1000,
        fee_centimes=15_00,
        cash_fee_centimes=0,
        days_min=8,
        days_max=12,
        valid_from=EARLIER.date(),
    )
    basket = a_basket({tifawin.variants[0].pk: 1})
    agadir = find_communes("Agadir")[0].code
    view = ordering.checkout_view(basket=basket, address=to_douar(commune_code=agadir), choices={}, now=now)
    assert [(q.carrier_code, q.total_centimes) for q in view.parts[0].quotes] == [
        ("slow-carrier", 15_00),
        ("test-carrier", 35_00),
    ]
    quick = next(q.code for q in view.parts[0].quotes if q.carrier_code == "test-carrier")
    order = place(basket, choices={tifawin.cooperative.pk: quick}, address=to_douar(commune_code=agadir))
    assert order.total_centimes == 155_00
