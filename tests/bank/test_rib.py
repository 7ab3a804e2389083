"""Bank account numbers, as people write them and as they get them wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twiza.bank.api import WrongRib, accounts, check_rib, iban_of, spaced

REAL = ("310810101402900442310133", "001810007800020110620318", "011519000001205000534921")


@pytest.mark.parametrize("rib", REAL)
def test_ribs_that_banks_published(rib):
    assert check_rib(rib) == rib


@pytest.mark.parametrize(
    "typed",
    [
        "011 519 0000012050005349 21",
        "٠١١٥١٩٠٠٠٠٠١٢٠٥٠٠٠٥٣٤٩٢١",
        "MA64011519000001205000534921",
        "ma64 0115 1900 0001 2050 0053 4921",
        "\u2067011-519-0000012050005349-21\u2069",
    ],
)
def test_as_people_write_them(typed):
    assert check_rib(typed) == "011519000001205000534921"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "This is not a bank account number (RIB): it has 24 digits."),
        ("MA" + "²" * 26, "This is not a bank account number (RIB): it has 24 digits."),
        ("FR76 3000 6000 0112", "This is not a bank account number (RIB): it has 24 digits."),
        ("0115190000012050005349", "A bank account number (RIB) has 24 digits; this one has 22."),
        (
            "011519000001205000534912",
            "The key of this bank account number (RIB) does not fit: a digit is wrong or misplaced.",
        ),
        (
            "MA65011519000001205000534921",
            "The key of this bank account number (RIB) does not fit: a digit is wrong or misplaced.",
        ),
    ],
)
def test_each_mistake_has_its_sentence(typed, sentence):
    from django.utils.translation import override

    with override("en"), pytest.raises(WrongRib) as refused:
        check_rib(typed)
    with override("en"):
        assert str(refused.value) == sentence


def test_iban_and_how_banks_print_it():
    assert iban_of("011519000001205000534921") == "MA64011519000001205000534921"
    assert spaced("011519000001205000534921") == "011 519 0000012050005349 21"


@given(st.integers(0, 10**22 - 1), st.integers(0, 23), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(body, where, off):
    rib = f"{body:022d}{97 - body * 100 % 97:02d}"
    assert check_rib(rib) == rib
    assert int(iban_of(rib)[4:] + "2210" + iban_of(rib)[2:4]) % 97 == 1
    wrong = rib[:where] + str((int(rib[where]) + off) % 10) + rib[where + 1 :]
    with pytest.raises(WrongRib):
        check_rib(wrong)


def test_the_account_of_the_settings(settings):
    (ours,) = accounts()
    assert (ours.code, ours.iban[:2], ours.rib[:3]) == ("main", "MA", "999")
    settings.TWIZA_BANK = [{"code": "x", "rib": "1" * 24, "bank": "B", "holder": "H"}]
    with pytest.raises(WrongRib):
        accounts()
