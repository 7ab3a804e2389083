"""Names and numbers: what is taken, what is refused, and which field is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make.cooperatives import a_rib, an_ice
from twiza.cooperatives.api import (
    NameMissing,
    NameWithoutWord,
    WrongIce,
    WrongOnssaNumber,
    WrongRegistrationNumber,
    WrongRib,
)
from twiza.cooperatives.terms import (
    check_ice,
    check_names,
    check_onssa_number,
    check_registration_number,
    check_rib,
)

REAL_ICE = ["001561191000066", "002136093000040", "001458946000061", "003172063000061", "003677364000081"]
REAL_RIB = ["310810101402900442310133", "001810007800020110620318", "011519000001205000534921"]


@pytest.mark.parametrize("ice", REAL_ICE)
def test_a_published_ice_is_taken(ice):
    assert check_ice(ice) == ice


@pytest.mark.parametrize("rib", REAL_RIB)
def test_a_published_rib_is_taken(rib):
    assert check_rib(rib) == rib


def test_numbers_are_taken_as_people_write_them():
    assert check_ice(" 001 561 191 0000 66 ") == "001561191000066"
    assert check_ice("٠٠١٥٦١١٩١٠٠٠٠٦٦") == "001561191000066"
    assert check_rib("310 810 1014029004423101 33") == "310810101402900442310133"
    assert check_rib("٣١٠٨١٠١٠١٤٠٢٩٠٠٤٤٢٣١٠١٣٣") == "310810101402900442310133"
    assert check_ice("") == check_rib("  ") == ""


@pytest.mark.parametrize("typed", ["001561191000067", "12345", "0" * 15, "00156119100006a", "0015611910000660"])
def test_a_wrong_ice_is_refused(typed):
    with pytest.raises(WrongIce) as refused:
        check_ice(typed)
    assert refused.value.field == "ice"


@pytest.mark.parametrize("typed", ["310810101402900442310134", "3108", "0" * 24, "x" * 24, "²" * 24])
def test_a_wrong_rib_is_refused(typed):
    with pytest.raises(WrongRib) as refused:
        check_rib(typed)
    assert refused.value.field == "rib"


@given(st.integers(1, 10**11), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_of_an_ice_is_always_caught(serial, place, step):
    right = an_ice(serial)
    assert check_ice(right) == right
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    with pytest.raises(WrongIce):
        check_ice(wrong)


@given(st.integers(0, 10**15), st.integers(0, 22))
def test_two_digits_of_a_rib_in_the_wrong_order_are_always_caught(serial, place):
    right = a_rib(serial)
    assert check_rib(right) == right
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    if swapped != right:
        with pytest.raises(WrongRib):
            check_rib(swapped)


def test_the_word_stands_in_each_language_given():
    names = {"ar": "  تعاونية   النور ", "fr": "Coopérative Nour", "en": "Nour co-operative", "zgh": "ⵏⵏⵓⵔ", "de": "x"}
    assert check_names(names) == {
        "ar": "تعاونية النور",
        "fr": "Coopérative Nour",
        "en": "Nour co-operative",
        "zgh": "ⵏⵏⵓⵔ",
    }
    assert check_names({"fr": "Union des cooperatives du Souss"}) == {"fr": "Union des cooperatives du Souss"}
    assert check_names({"ar": "اتحاد تعاونيات الأركان"}) == {"ar": "اتحاد تعاونيات الأركان"}


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ({"ar": "جمعية النور"}, "names_ar"),
        ({"ar": "تعاونية النور", "fr": "Société Nour"}, "names_fr"),
        ({"fr": "Coopérative Nour", "en": "Nour Ltd"}, "names_en"),
    ],
)
def test_a_name_without_the_word_is_refused_in_its_own_field(names, field):
    with pytest.raises(NameWithoutWord) as refused:
        check_names(names)
    assert refused.value.field == field


@pytest.mark.parametrize("names", [{}, {"ar": "  "}, {"en": "Nour Cooperative"}])
def test_a_name_in_arabic_or_french_is_needed(names):
    with pytest.raises(NameMissing):
        check_names(names)


def test_the_sanitary_number_has_dots():
    assert check_onssa_number("es.12.34.15") == "ES.12.34.15"
    assert check_onssa_number("CAPV.١٢.٣٤.١٥") == "CAPV.12.34.15"
    assert check_onssa_number("") == ""
    for typed in ("ES-12", "ES.12.34", "12.34.15", "ES.12.34.2015"):
        with pytest.raises(WrongOnssaNumber):
            check_onssa_number(typed)


def test_the_registration_number_has_digits_and_separators():
    assert check_registration_number("١/٣٦/٢٠١٩/٧") == "1/36/2019/7"
    for typed in ("abc", "///", "1" * 41):
        with pytest.raises(WrongRegistrationNumber):
            check_registration_number(typed)
