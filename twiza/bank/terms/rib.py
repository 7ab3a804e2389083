"""The Moroccan bank account number (RIB): 3 digits bank, 3 city, 16 account, 2 key; the whole is a multiple of 97."""

from __future__ import annotations

import re

from twiza.bank.terms.refusals import WrongRib
from twiza.kernel.text import western_digits

_MARKS = re.compile("[\\s\u00a0\u202f\u200e\u200f\u202a-\u202e\u2066-\u2069.\\-_/]")


def check_rib(text: str) -> str:
    """The 24 digits of a RIB as people write it: with spaces, in either set of digits, or inside its IBAN (MA…).

    Refuses any other length, and a key that does not fit: then a digit is wrong or two are swapped.
    """
    typed = _MARKS.sub("", western_digits(text)).upper()
    if typed.startswith("MA") and len(typed) == 28:
        if typed[2:].isascii() and typed[2:].isdigit() and iban_of(typed[4:]) != typed:
            raise WrongRib(why="key")
        typed = typed[4:]
    if not typed.isascii() or not typed.isdigit():
        raise WrongRib(why="signs")
    if len(typed) != 24:
        raise WrongRib(why="length", digits=len(typed))
    if int(typed) % 97:
        raise WrongRib(why="key")
    return typed


def iban_of(rib: str) -> str:
    """The IBAN of a RIB (ISO 13616: the check digits make the number with MA as 2210 leave 1 modulo 97)."""
    return f"MA{98 - int(rib + '221000') % 97:02d}{rib}"


def spaced(rib: str) -> str:
    """As banks print it: 011 519 0000012050005349 21."""
    return f"{rib[:3]} {rib[3:6]} {rib[6:22]} {rib[22:]}" if len(rib) == 24 else rib
