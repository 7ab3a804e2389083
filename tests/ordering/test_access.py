from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.make.ordering import a_basket, on_its_way, only_part, place
from twiza.kernel.refusals import NotFound
from twiza.ordering import api as ordering


@pytest.fixture
def order(tifawin, salma):
    return place(a_basket({tifawin.variants[0].pk: 1}, person=salma))


def test_her_own_order(order, salma):
    assert ordering.order_of_buyer(salma, order.number) == order


def test_a_stranger_does_not_find_it(order, brahim):
    for stranger in (brahim, AnonymousUser()):
        with pytest.raises(NotFound):
            ordering.order_of_buyer(stranger, order.number)


def test_the_link_opens_it_and_nothing_like_it_does(order):
    assert ordering.order_by_secret(order.number, order.secret) == order
    assert ordering.order_path(order) == f"/ar/orders/{order.number}/{order.secret}/"
    for number, secret in ((order.number, "x"), (order.number, ""), ("TW-2222222", order.secret), (order.number, "سر")):
        with pytest.raises(NotFound):
            ordering.order_by_secret(number, secret)


def test_a_guest_finds_it_by_number_and_phone_as_people_type_them(order, now):
    typed = order.number.lower().replace("-", " ")
    assert ordering.order_for_guest(number=typed, phone="06 61 23 45 67", client="a", now=now) == order
    for number, phone in ((order.number, "0661234568"), ("TW-2222222", "0661234567"), (order.number, "nonsense")):
        with pytest.raises(NotFound):
            ordering.order_for_guest(number=number, phone=phone, client="a", now=now)


def test_nobody_guesses_phones(order, now):
    for _try in range(10):
        with pytest.raises(NotFound):
            ordering.order_for_guest(number=order.number, phone="0661000000", client="guesser", now=now)
    with pytest.raises(ordering.TooManyTries):
        ordering.order_for_guest(number=order.number, phone="0661234567", client="guesser", now=now)
    assert ordering.order_for_guest(number=order.number, phone="0661234567", client="she", now=now) == order
    later = now + timedelta(minutes=11)
    assert ordering.order_for_guest(number=order.number, phone="0661234567", client="guesser", now=later) == order


def test_a_part_is_its_cooperative_s_alone(order, tifawin, dairy):
    part = only_part(order)
    assert ordering.part_of_cooperative(tifawin.cooperative.pk, part.number) == part
    with pytest.raises(NotFound):
        ordering.part_of_cooperative(dairy.cooperative.pk, part.number)
    other = place(a_basket({dairy.variants[0].pk: 1}))
    with pytest.raises(NotFound):
        ordering.part_of_order(other, part.number)
    assert ordering.part_of_order(order, part.number) == part


def test_the_desk_and_nobody_else_sees_any_order(order, nadia, brahim, youssef):
    assert ordering.order_for_desk(nadia, order.number) == order
    for person in (brahim, youssef):
        with pytest.raises(NotFound):
            ordering.order_for_desk(person, order.number)


class TestLists:
    def test_hers_newest_first_page_by_page(self, tifawin, salma, brahim):
        made = [place(a_basket({tifawin.variants[0].pk: 1}, person=salma)) for _n in range(3)]
        place(a_basket({tifawin.variants[0].pk: 1}, person=brahim))
        first = ordering.orders_of(salma, page_size=2)
        rest = ordering.orders_of(salma, page_size=2, after=first.next)
        assert [card.number for card in (*first.items, *rest.items)] == [order.number for order in reversed(made)]
        assert (first.count, rest.next) == (3, None)

    def test_the_workshop_s_groups_and_counts(self, tifawin, dairy, now):
        parts = [only_part(place(a_basket({tifawin.variants[0].pk: 1}))) for _n in range(3)]
        only_part(place(a_basket({dairy.variants[0].pk: 1})))
        on_its_way(parts[0], tifawin.manager)
        ordering.confirm_part(part=parts[1], actor=tifawin.manager, now=now, accept_rest=True)

        def numbers(group):
            page = ordering.parts_of_cooperative(tifawin.cooperative.pk, group=group, now=now)
            return [card.number for card in page.items]

        assert numbers("on_the_way") == [parts[0].number]
        assert numbers("to_prepare") == [parts[1].number]
        assert numbers("to_confirm") == [parts[2].number]
        assert numbers("to_hand_over") == numbers("done") == numbers("nonsense") == []
        assert len(numbers(None)) == 3
        counts = ordering.today_of_cooperative(tifawin.cooperative.pk, now=now)
        assert counts == ordering.TodayCounts(to_confirm=1, to_prepare=1, to_hand_over=0, on_the_way=1, late=0)
        late = ordering.today_of_cooperative(tifawin.cooperative.pk, now=now + timedelta(days=9))
        assert late.late == 3

    def test_the_desk_finds_by_number_part_phone_and_mail(self, order, dairy):
        other = place(a_basket({dairy.variants[0].pk: 1}), contact=ordering.Contact("B", "0699999999", "b@example.ma"))
        found = {
            text: [card.number for card in ordering.orders_for_desk(text=text).items]
            for text in (order.number.lower(), only_part(order).number, "0661234567", "B@example.ma", "nobody", "")
        }
        assert list(found.values()) == [
            [order.number],
            [order.number],
            [order.number],
            [other.number],
            [],
            [other.number, order.number],
        ]
        assert ordering.orders_for_desk(status="placed").count == 2
        assert ordering.orders_for_desk(status="delivered").items == ()

    def test_lists_take_as_many_queries_for_three_rows_as_for_one(
        self, tifawin, salma, now, django_assert_num_queries, django_assert_max_num_queries
    ):
        looks = (
            lambda: ordering.orders_of(salma),
            lambda: ordering.orders_for_desk(),
            lambda: ordering.parts_of_cooperative(tifawin.cooperative.pk, now=now),
        )
        place(a_basket({tifawin.variants[0].pk: 1}, person=salma))
        spent = []
        for look in looks:
            with django_assert_max_num_queries(6) as queries:
                look()
            spent.append(len(queries))
        for _n in range(2):
            place(a_basket({v.pk: 1 for v in tifawin.variants}, person=salma))
        for look, expected in zip(looks, spent, strict=True):
            with django_assert_num_queries(expected):
                look()

    def test_an_order_page_takes_as_many_queries_for_three_parts_as_for_one(
        self, tifawin, weavers, dairy, now, django_assert_num_queries, django_assert_max_num_queries
    ):
        one = place(a_basket({tifawin.variants[0].pk: 1}))
        sellers = (tifawin, weavers, dairy)
        three = place(a_basket({seller.variants[0].pk: 1 for seller in sellers}))
        with django_assert_max_num_queries(10) as spent:
            ordering.order_view(one, now=now)
        with django_assert_num_queries(len(spent)):
            ordering.order_view(three, now=now)
