"""Finding what a transfer is for in the words its sender wrote."""

from __future__ import annotations

import re

from twiza.kernel.numbers import ALPHABET, normalise_number
from twiza.kernel.text import western_digits
from twiza.payments.models import Payment
from twiza.payments.terms import NUMBER_PREFIX, Way

_NUMBER = re.compile(f"(?=([A-Z]{{2}}[{ALPHABET}]{{7}}))")
_NOT_SIGNS = re.compile(r"[^A-Z0-9]+")


def numbers_in(*texts: str) -> list[str]:
    """Every public number these texts may hold, in any case and spacing, with a check sign that fits."""
    found: dict[str, None] = {}
    for text in texts:
        for typed in _NUMBER.findall(_NOT_SIGNS.sub("", western_digits(text).upper())):
            if number := normalise_number(typed):
                found[number] = None
    return list(found)


def payment_meant(*texts: str) -> Payment | None:
    """The one payment these texts name, by its own number or by the number its reference begins with."""
    numbers = numbers_in(*texts)
    ours = [number for number in numbers if number.startswith(NUMBER_PREFIX)]
    named = list(Payment.objects.filter(number__in=ours)[:2])
    if not named:
        references = [f"{number}:{Way.TRANSFER}" for number in numbers]
        named = list(Payment.objects.filter(reference__in=references)[:2])
    return named[0] if len(named) == 1 else None
