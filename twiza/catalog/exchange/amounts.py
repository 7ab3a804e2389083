"""Numbers, dates and yes-or-no as people write them in Morocco: «1 234,50 DH», «١٢٠٫٥ درهم», «0,5 kg», «31/03/2027»."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from twiza.kernel.text import fold, western_digits
from twiza.plumbing.sheets.cells import plain
from twiza.plumbing.sheets.numbers import Bad, decimal, without_currency

MOST_PRICE_CENTIMES = 100_000_000  # a million dirhams: above it a separator was lost
MOST_WHOLE = 10_000_000
_AMOUNT_UNIT = re.compile(r"^([\d.,\s\u00a0\u202f\u066b\u066c]+)\s*([^\d\s.,].*)$")


def price(typed: str, *, dot: bool = False) -> int:
    """Centimes, above zero; a currency word for the dirham beside it is fine."""
    return positive_centimes(decimal(without_currency(typed), dot=dot), typed)


def positive_centimes(dirhams: Decimal, typed: str) -> int:
    if dirhams < 0:
        raise Bad("negative", value=typed)
    centimes = dirhams * 100
    if centimes != centimes.to_integral_value():
        raise Bad("too_precise", value=typed)
    if centimes == 0:
        raise Bad("not_above_zero", value=typed)
    if centimes > MOST_PRICE_CENTIMES:
        raise Bad("absurd", value=typed, most=MOST_PRICE_CENTIMES // 100)
    return int(centimes)


def whole(typed: str, *, dot: bool = False, most: int = MOST_WHOLE) -> int:
    """A whole number from 0."""
    return as_whole(decimal(typed, dot=dot), typed, most=most)


def as_whole(number: Decimal, typed: str, *, most: int = MOST_WHOLE) -> int:
    if number < 0:
        raise Bad("negative", value=typed)
    if number > most:
        raise Bad("absurd", value=typed, most=most)
    if number != number.to_integral_value():
        raise Bad("too_precise", value=typed)
    return int(number)


_UNITS: dict[str, tuple[str, Decimal]] = {}
for _unit, _times, _words in (
    ("g", "1", "g gr grs gramme grammes gram grams غ غرام غراما جرام كرام"),
    ("g", "1000", "kg kgs kilo kilos kilogramme kilogrammes kilogram kilograms كغ كلغ كيلو كيلوغرام كيلوجرام kilog"),
    ("g", "453.59237", "lb lbs pound pounds"),
    ("g", "28.349523125", "oz ounce ounces"),
    ("ml", "1", "ml millilitre millilitres milliliter milliliters مل ملل ميليلتر مليلتر ملليلتر"),
    ("ml", "10", "cl centilitre centilitres centiliter سل سنتيلتر"),
    ("ml", "100", "dl decilitre decilitres deciliter"),
    ("ml", "1000", "l litre litres liter liters ل لتر لترا لترات"),
    ("cm", "1", "cm centimetre centimetres centimeter centimeters سم سنتيمتر سنتمتر"),
    ("cm", "100", "m metre metres meter meters م متر مترا امتار"),
    ("piece", "1", "piece pieces pc pcs pce unite unites unit units u قطعه قطع وحده وحدات حبه حبات واحده"),
):
    for _word in _words.split():
        _UNITS[fold(_word)] = (_unit, Decimal(_times))


@lru_cache(1000)  # a sheet has few different ones
def unit(typed: str) -> tuple[str, Decimal]:
    """The base unit and how many of it one of these is."""
    try:
        return _UNITS[fold(typed)]
    except KeyError:
        raise Bad("unknown_unit", value=typed) from None


def content(typed: str, unit_typed: str, *, dot: bool = False) -> tuple[int, str]:
    """Net content as whole base units: «0,5» with «kg», or «500 g» in one cell; without a unit: pieces."""
    amount = plain(typed)
    if (found := _AMOUNT_UNIT.match(amount)) and not unit_typed:
        amount, unit_typed = found.groups()
    base, times = unit(unit_typed) if unit_typed else ("piece", Decimal(1))
    found_whole = as_whole(decimal(amount, dot=dot) * times, typed)
    if found_whole == 0:
        raise Bad("not_above_zero", value=typed)
    return found_whole, base


def grams(typed: str, unit_typed: str = "g", *, dot: bool = False) -> int:
    """A weight in whole grams, rounded; «1,2 kg» in the cell itself wins over the unit of the column."""
    amount = plain(typed)
    if found := _AMOUNT_UNIT.match(amount):
        amount, unit_typed = found.groups()
    base, times = unit(unit_typed)
    if base != "g":
        raise Bad("unknown_unit", value=unit_typed)
    number = decimal(amount, dot=dot) * times
    return as_whole(number.quantize(Decimal(1)) if 0 < number <= MOST_WHOLE else number, typed)


_YES = frozenset(map(fold, ["yes", "y", "true", "1", "oui", "vrai", "o", "x", "نعم", "أجل", "صحيح", "instock"]))
_NO = frozenset(map(fold, ["no", "n", "false", "0", "non", "faux", "لا", "outofstock"]))


@lru_cache(1000)
def yes_or_no(typed: str) -> bool:
    word = fold(typed)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Bad("not_yes_or_no", value=typed)


def day(typed: str) -> date:
    """ISO, or day first as Morocco writes: 31/03/2027, 31-3-2027, 31.03.2027."""
    text = western_digits(plain(typed))
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", text):
        year, month, number = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        number, month, year = map(int, found.groups())
    else:
        raise Bad("not_a_date", value=typed)
    try:
        if not 2000 <= year <= 2200:
            raise ValueError
        return date(year, month, number)
    except ValueError:
        raise Bad("not_a_date", value=typed) from None


_VAT = {
    **dict.fromkeys(
        map(fold, ("normal", "normale", "standard", "taux normal", "عادية", "عادي", "السعر العادي")), "normal"
    ),
    **dict.fromkeys(map(fold, ("reduced", "réduit", "réduite", "taux réduit", "مخفضة", "مخفض")), "reduced"),
    **dict.fromkeys(
        map(fold, ("exempt", "exonéré", "exonérée", "exempté", "none", "معفاة", "معفى", "إعفاء")), "exempt"
    ),
}


@lru_cache(1000)
def vat(typed: str) -> str:
    try:
        return _VAT[fold(typed)]
    except KeyError:
        raise Bad("unknown_vat", value=typed) from None
