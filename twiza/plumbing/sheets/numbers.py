"""Numbers and dates as people write them in Morocco: «1 234,50 DH», «١٢٠٫٥ درهم», «31/03/2027»."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from twiza.kernel.text import western_digits
from twiza.plumbing.sheets.cells import plain

_CURRENCY = re.compile(
    r"^(?:dhs?|mad|dirhams?|درهما|درهم|دراهم|د\.?\s?م\.?)\.?\s*|\s*(?:dhs?|mad|dirhams?|درهما|درهم|دراهم|د\.?\s?م\.?)\.?$",
    re.I,
)
_SPACES = re.compile("[\\s\u00a0\u202f\u2009'’]")
_NUMBER = re.compile(r"[+-]?(\d+(?:[.,]\d+)*)")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?")
_ISO_DAY = re.compile(r"(\d{4})[/.-]?(\d{2})[/.-]?(\d{2})(?:[ T].*)?")


class Bad(Exception):
    """A cell that can't be read: the code of a reason, with its blanks."""

    def __init__(self, code: str, **blanks: Any) -> None:
        super().__init__(code)
        self.code = code
        self.blanks = blanks


def decimal(typed: str, *, dot: bool = False) -> Decimal:
    """A number with decimal comma or point, thousands apart or not, in either set of digits.

    One separator before exactly three digits may be either: refused as ambiguous, unless `dot` says that the sheet
    always writes a decimal point (as programs do).
    """
    text = plain(typed).replace("\u2212", "-")
    arabic_point = "٫" in text
    text = western_digits(text.replace("٬", " ")) if arabic_point or "٬" in text else western_digits(text)
    sign = -1 if text.startswith("-") else 1
    text = text.lstrip("+-").strip()
    if _SPACES.search(text):
        head, *groups = _SPACES.split(text)
        if not all(re.match(r"\d{3}", g) for g in groups) or not 1 <= len(head) <= 3:
            raise Bad("not_a_number", value=typed)
        text = "".join([head, *groups])
        dot = dot or ("." in text)
        if text.count(",") == 1 and "." not in text:
            text, dot = text.replace(",", "."), True
    if not _NUMBER.fullmatch(text):
        raise Bad("not_a_number", value=typed)
    return sign * Decimal(_pointed(text, typed, dot=dot or arabic_point))


def _pointed(text: str, typed: str, *, dot: bool) -> str:
    """The same digits with a decimal point or none."""
    marks = [c for c in text if c in ".,"]
    if not marks:
        return text
    point = marks[-1]
    if len(set(marks)) == 2:
        whole, _, decimals = text.rpartition(point)
        other = marks[0]
        if point in whole or not _grouped(whole, other):
            raise Bad("not_a_number", value=typed)
        return f"{whole.replace(other, '')}.{decimals}"
    if len(marks) > 1:
        if not _grouped(text, point):
            raise Bad("not_a_number", value=typed)
        return text.replace(point, "")
    whole, _, decimals = text.partition(point)
    sure = dot and point == "."
    if not sure and len(decimals) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        raise Bad("ambiguous_number", value=typed)
    return f"{whole}.{decimals}"


def _grouped(text: str, mark: str) -> bool:
    head, *groups = text.split(mark)
    return 1 <= len(head) <= 3 and all(len(g) == 3 for g in groups)


def without_currency(typed: str) -> str:
    """The number alone of «120,50 DH»."""
    return _CURRENCY.sub("", plain(typed))


def centimes(typed: str) -> int:
    """Signed centimes of an amount in dirhams; (120,50) and 120,50- are negative, as banks write them."""
    text = without_currency(typed)
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        text, sign = text[1:-1], -1
    elif text.endswith(("-", "\u2212")):
        text, sign = text[:-1], -1
    amount = decimal(text) * 100
    if amount != amount.to_integral_value():
        raise Bad("too_precise", value=typed)
    return sign * int(amount)


def day(typed: str) -> date:
    """A day as day/month/year or year-month-day, in either set of digits; two digits of a year are of this century."""
    text = western_digits(plain(typed))
    try:
        if found := _ISO_DAY.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY.fullmatch(text):
            year = int(found[3])
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise Bad("not_a_date", value=typed)
