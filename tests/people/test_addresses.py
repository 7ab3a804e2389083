from __future__ import annotations

import pytest

from tests.make.people import make_address, make_person
from twiza.geography.api import UnknownCommune
from twiza.kernel.refusals import NotFound
from twiza.people import api as people

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_as_typed_but_normalised(salma) -> None:
    make_address(salma, recipient="  سلمى   بناني", phone="06 61 23 45 67", quarter=" دوار  تاماسينت ")
    (card,) = people.addresses_of(salma)
    assert card.postal == people.PostalAddress(
        "سلمى بناني", "+212661234567", "07.041.01.01", "دوار تاماسينت", "قرب المسجد", None, None
    )
    assert (card.commune_names["fr"], card.province_names["ar"], card.is_default) == ("Ait Ourir", "الحوز", True)
    assert people.PostalAddress.from_dict(card.postal.as_dict()) == card.postal


@pytest.mark.parametrize(
    ("typed", "refusal", "field"),
    [
        ({"recipient": " "}, people.NameMissing, "recipient"),
        ({"phone": "12"}, people.NotAPhone, "phone"),
        ({"commune_code": "Atlantis"}, UnknownCommune, "commune"),
        ({"commune_code": ""}, people.CommuneMissing, "commune"),
        ({"quarter": ""}, people.QuarterMissing, "quarter"),
        ({"latitude": 48.8, "longitude": 2.3}, people.PinOutside, "pin"),
        ({"latitude": 31.6}, people.PinOutside, "pin"),
    ],
)
def test_a_bad_address_is_refused_and_names_its_field(salma, typed, refusal, field) -> None:
    with pytest.raises(refusal) as refused:
        make_address(salma, **typed)
    assert refused.value.field == field
    assert people.addresses_of(salma) == []


def test_there_is_always_one_default(salma) -> None:
    first, second = make_address(salma, quarter="A"), make_address(salma, quarter="B")
    assert [c.postal.quarter for c in people.addresses_of(salma) if c.is_default] == ["A"]
    third = make_address(salma, quarter="C", is_default=True)
    assert [c.postal.quarter for c in people.addresses_of(salma)] == ["C", "B", "A"]
    people.delete_address(people.address_of_person(salma, third.pk))
    assert [(c.postal.quarter, c.is_default) for c in people.addresses_of(salma)] == [("B", True), ("A", False)]
    people.delete_address(first)
    people.delete_address(people.address_of_person(salma, second.pk))
    assert people.addresses_of(salma) == []


def test_changing_keeps_the_row_and_the_default(salma) -> None:
    address = make_address(salma)
    make_address(salma, quarter="B")
    changed = make_address(salma, address=address, quarter="حي السلام", latitude=31.56, longitude=-7.66)
    assert changed.pk == address.pk
    assert [(c.postal.quarter, c.postal.latitude, c.is_default) for c in people.addresses_of(salma)] == [
        ("حي السلام", 31.56, True),
        ("B", None, False),
    ]


def test_a_strangers_address_does_not_exist(salma, brahim) -> None:
    address = make_address(salma)
    assert people.address_of_person(salma, address.pk) == address
    with pytest.raises(NotFound):
        people.address_of_person(brahim, address.pk)
    with pytest.raises(NotFound):
        people.address_of_person(people.Person(), address.pk)
    assert people.addresses_of(brahim) == []


def test_the_book_costs_one_query_however_long(salma, django_assert_num_queries) -> None:
    make_address(salma)
    people.addresses_of(salma)
    with django_assert_num_queries(1):
        people.addresses_of(salma)
    for quarter in "BC":
        make_address(salma, quarter=quarter)
    with django_assert_num_queries(1):
        assert len(people.addresses_of(salma)) == 3


def test_two_people_have_each_their_default() -> None:
    one, other = make_person(), make_person()
    make_address(one)
    make_address(other)
    assert people.addresses_of(one)[0].is_default
    assert people.addresses_of(other)[0].is_default
