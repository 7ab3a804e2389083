from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.make.ordering import a_basket, contact, on_its_way, only_part, place
from twiza.kernel.refusals import NotFound
from twiza.ordering import api as ordering
from twiza.people.api import WrongCode
from twiza.plumbing.models import Letter


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


def ask(order, now, *, phone="06 61 23 45 67", number="", client="a") -> str:
    return ordering.send_order_code(number=number or order.number, phone=phone, client=client, language="fr", now=now)


def codes() -> list[tuple[str, str]]:
    """(phone, code) of the messages queued so far."""
    letters = Letter.objects.filter(kind="people.code").order_by("pk")
    return [(letter.to, re.search(r"\b\d{6}\b", letter.text)[0]) for letter in letters]


def test_a_guest_finds_it_by_the_code_sent_to_the_phone_of_the_order(order, now):
    assert ask(order, now, number=order.number.lower().replace("-", " ")) == "phone"
    ((phone, code),) = codes()
    assert phone == "+212661234567"
    right = {"number": order.number, "phone": "0661234567", "code": code, "client": "a", "now": now}
    wrong = "000000" if code != "000000" else "111111"
    for change in ({"code": wrong}, {"number": "TW-2222222"}, {"phone": "0661234568"}, {"phone": "nonsense"}):
        with pytest.raises(WrongCode):
            ordering.order_by_code(**(right | change))
    assert ordering.order_by_code(**right) == order
    with pytest.raises(WrongCode):
        ordering.order_by_code(**right)


def test_a_code_opens_the_order_that_it_was_asked_for_and_no_other(order, tifawin, now):
    other = place(a_basket({tifawin.variants[0].pk: 1}))
    ask(order, now)
    ((_phone, code),) = codes()
    with pytest.raises(WrongCode):
        ordering.order_by_code(number=other.number, phone="0661234567", code=code, client="a", now=now)


def test_whether_there_is_an_order_is_told_to_nobody(order, now):
    assert ask(order, now, phone="0661000000") == ask(order, now, number="TW-2222222") == "phone"
    assert ask(order, now, phone="0528780000") == "email"
    assert codes() == []
    assert Letter.objects.filter(kind="order_link").count() == 0


def test_a_fixed_line_gets_the_link_by_e_mail_once(tifawin, now):
    who = contact(phone="0528780000", email="salma@example.org")
    order = place(a_basket({tifawin.variants[0].pk: 1}), contact=who)
    assert {ask(order, now, phone="0528780000"), ask(order, now, phone="0528 78 00 00")} == {"email"}
    letter = Letter.objects.get(kind="order_link")
    assert (letter.to, letter.channel) == ("salma@example.org", "email")
    assert ordering.order_path(order) in letter.text
    assert order.secret not in letter.subject
    assert codes() == []


def test_three_codes_a_quarter_of_an_hour_to_one_phone_whoever_asks(order, now):
    for phone in ("0661234567", "0661000000"):
        for n in range(3):
            ask(order, now, phone=phone, client=f"visitor {n}")
        with pytest.raises(ordering.TooManyTries):
            ask(order, now, phone=phone, client="another")
    assert len(codes()) == 3
    ask(order, now + timedelta(minutes=16))
    assert len(codes()) == 4


def test_nobody_guesses_codes(order, now):
    for _try in range(20):
        with pytest.raises(WrongCode):
            ordering.order_by_code(number=order.number, phone="0661234567", code="1", client="guesser", now=now)
    with pytest.raises(ordering.TooManyTries):
        ordering.order_by_code(number=order.number, phone="0661234567", code="1", client="guesser", now=now)
    ask(order, now, client="she")
    ((_phone, code),) = codes()
    right = {"number": order.number, "phone": "0661234567", "code": code}
    assert ordering.order_by_code(**right, client="she", now=now) == order


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
        assert counts == ordering.TodayCounts(
            to_confirm=1, to_prepare=1, to_hand_over=0, on_the_way=1, late=0, overdue=0
        )
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
