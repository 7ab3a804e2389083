from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twiza.catalog.exchange import amounts
from twiza.catalog.exchange.amounts import Bad


@pytest.mark.parametrize(
    ("typed", "centimes"),
    [
        ("95", 9500),
        ("95,5", 9550),
        ("95.50", 9550),
        ("95,50 DH", 9550),
        ("95,50dhs", 9550),
        ("MAD 95.50", 9550),
        ("95,50 درهم", 9550),
        ("٩٥٫٥٠ درهم", 9550),
        ("٩٥ د.م.", 9500),
        ("1 234,50", 123450),
        ("1\u202f234,50\u00a0DH", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("١٬٢٣٤٫٥٠", 123450),
        ("\u200f120\u200e", 12000),
        ("1'234.50", 123450),
        ("0,05", 5),
        ("1234", 123400),
        ("1234,5", 123450),
        ("1000000", 100_000_000),
    ],
)
def test_prices_as_people_write_them(typed: str, centimes: int) -> None:
    assert amounts.price(typed) == centimes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-5", "negative"),
        ("\u22125", "negative"),
        ("0", "not_above_zero"),
        ("0,00", "not_above_zero"),
        ("1000000,01", "absurd"),
        ("12,345", "ambiguous_number"),
        ("12.345", "ambiguous_number"),
        ("95,555555", "too_precise"),
        ("0,005", "too_precise"),
        ("neuf", "not_a_number"),
        ("12 5", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("1.23.456,7", "not_a_number"),
        ("95 €", "not_a_number"),
        ("1e5", "not_a_number"),
        ("", "not_a_number"),
        ("nan", "not_a_number"),
        ("--5", "negative"),
    ],
)
def test_prices_that_are_refused(typed: str, code: str) -> None:
    with pytest.raises(Bad) as refused:
        amounts.price(typed)
    assert refused.value.code == code


def test_a_program_writes_decimal_points() -> None:
    assert amounts.decimal("12.345", dot=True) == amounts.Decimal("12.345")
    assert amounts.grams("1.234", "kg", dot=True) == 1234


@given(st.integers(1, 100_000_000))
def test_every_price_comes_back(centimes: int) -> None:
    whole, cents = divmod(centimes, 100)
    grouped = f"{whole:,}"
    for written in (
        f"{whole}.{cents:02d}",
        f"{whole},{cents:02d}",
        f"{grouped}.{cents:02d}",
        f"{grouped.replace(',', '.')},{cents:02d}",
        f"{grouped.replace(',', ' ')},{cents:02d} DH",
        f"{whole}٫{cents:02d}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    ):
        assert amounts.price(written) == centimes, written


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_by_a_known_reason(text: str) -> None:
    for read in (amounts.price, amounts.whole, amounts.grams, amounts.day, amounts.yes_or_no):
        with suppress(Bad):
            read(text)


@pytest.mark.parametrize(
    ("amount", "unit", "found"),
    [
        ("500", "g", (500, "g")),
        ("0,5", "kg", (500, "g")),
        ("0,5", "كلغ", (500, "g")),
        ("75", "cl", (750, "ml")),
        ("1,5", "لتر", (1500, "ml")),
        ("2,3", "m", (230, "cm")),
        ("12", "pièces", (12, "piece")),
        ("500 g", "", (500, "g")),
        ("٢٥٠ غرام", "", (250, "g")),
        ("3", "", (3, "piece")),
    ],
)
def test_net_content(amount: str, unit: str, found: tuple[int, str]) -> None:
    assert amounts.content(amount, unit) == found


@pytest.mark.parametrize(
    ("amount", "unit", "code"),
    [
        ("5", "boisseau", "unknown_unit"),
        ("0", "g", "not_above_zero"),
        ("-1", "g", "negative"),
        ("0,5", "g", "too_precise"),
    ],
)
def test_net_content_refused(amount: str, unit: str, code: str) -> None:
    with pytest.raises(Bad) as refused:
        amounts.content(amount, unit)
    assert refused.value.code == code


def test_weights_in_the_units_of_other_shops() -> None:
    assert amounts.grams("1,2 kg") == 1200
    assert amounts.grams("19.8", "lb", dot=True) == 8981
    with pytest.raises(Bad, match="unknown_unit"):
        amounts.grams("1 l")


@pytest.mark.parametrize(
    "typed", ["2027-03-31", "31/03/2027", "31-3-2027", "31.03.2027", "٣١/٠٣/٢٠٢٧", "2027-03-31 00:00:00"]
)
def test_dates(typed: str) -> None:
    assert amounts.day(typed) == date(2027, 3, 31)


@pytest.mark.parametrize("typed", ["03/31/2027", "31/02/2027", "mars 2027", "31/03/27", "1999-01-01"])
def test_dates_refused(typed: str) -> None:
    with pytest.raises(Bad, match="not_a_date"):
        amounts.day(typed)


def test_yes_and_no_in_three_languages() -> None:
    assert [amounts.yes_or_no(word) for word in ("Oui", "نعم", "YES", "1", "vrai")] == [True] * 5
    assert [amounts.yes_or_no(word) for word in ("non", "لا", "No", "0", "FALSE")] == [False] * 5
    with pytest.raises(Bad, match="not_yes_or_no"):
        amounts.yes_or_no("peut-être")


@pytest.mark.parametrize("typed", ["9" * 40, "9" * 5000, "9" * 40 + " kg"])
def test_a_weight_of_forty_digits_is_absurd_not_a_crash(typed: str) -> None:
    with pytest.raises(Bad) as refused:
        amounts.grams(typed)
    assert refused.value.code == "absurd"
