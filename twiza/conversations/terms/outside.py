"""What in a text leads outside the market: phone numbers, addresses, links, other messengers, other ways to pay.

The phrases are data (`outside.toml`), with the messages that they must and must not find.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from twiza.conversations.terms import FlagKind
from twiza.kernel.text import fold, western_digits

SHEET = Path(__file__).with_name("outside.toml")
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\u20e3\u00ad\u0640]")
GAP = r"[\s.,\-_/()·•*|+]{0,3}"  # what people put between the digits of a number
DATE = re.compile(
    r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d[/.\-]\d{1,2}[/.\-]\d{1,2}"
)
DIGITS = re.compile(rf"(?<![\w.,])\(?(?:\+{GAP})?[\do](?:{GAP}\d){{7,25}}(?![\d])")
EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,254}\s?(?:@|\(at\)|\[at\]|\barobase\b|\bat\b(?=[\s\w.\-]{1,60}(?:\(dot\)|\bdot\b)))\s?[\w\-]{1,63}"
    r"(?:\s?(?:\.|\(dot\)|\[dot\]|\bdot\b|\bpoint\b)\s?[a-z][\w\-]{0,62})+"
)
ENDINGS = (
    "com|net|org|ma|fr|io|me|ly|co|shop|store|info|biz|app|link|site|online|xyz|ru|es|de|uk|be|it|nl|gl|page|eu|us|tv"
    "|example"
)
LINK = re.compile(
    rf"(?:h(?:tt|xx)ps?://|www\.)\S+|(?<![\w@.\-])[a-z0-9][a-z0-9\-]{{0,62}}(?:\.[a-z0-9\-]{{1,63}}){{0,6}}\.(?:{ENDINGS})(?:/\S*|(?![\w.]))"
)
IBAN = re.compile(r"\b[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){4,7}(?:\s?[a-z0-9]{1,3})?\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of the text as it was typed: signs `start` to `end` (not included)."""

    kind: str
    start: int
    end: int


@cache
def sheet() -> Mapping[str, Any]:
    return tomllib.loads(SHEET.read_text("utf-8"))


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    words = sorted({fold(phrase) for phrase in sheet()[kind]["phrases"]}, key=len, reverse=True)
    # Arabic writes its small words onto the next one: «فالواتساب», «بوافاكاش».
    joined = "|".join(re.escape(word).replace(r"\ ", " ") for word in words)
    return re.compile(rf"(?<!\w)(?:[وفبلك]?(?:ال)?)(?:{joined})(?!\w)")


def find_outside(text: str, *, own_host: str = "") -> list[Found]:
    """The pieces in the order of the text, none over another. Links to `own_host` are no way out."""
    plain, places = _plain(text)
    found: list[Found] = []
    taken = [False] * len(plain)
    for kind, start, end in _spans(plain, own_host):
        if start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append(Found(kind, places[start], places[end - 1] + 1))
    folded, words_at = _folded(plain)
    for name in (FlagKind.PAYMENT, FlagKind.CONTACT):
        for match in _phrases(name).finditer(folded):
            start, end = words_at[match.start()], words_at[match.end() - 1] + 1
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append(Found(name.value, places[start], places[end - 1] + 1))
    return sorted(found, key=lambda piece: piece.start)


def _plain(text: str) -> tuple[str, list[int]]:
    """Lower case, Western digits, no unseen signs; and where each sign stood in the text."""
    signs, places = [], []
    for at, sign in enumerate(text):
        if UNSEEN.match(sign):
            continue
        for one in western_digits(unicodedata.normalize("NFKC", sign)).lower():
            signs.append(one)
            places.append(at)
    return "".join(signs), places


def _folded(plain: str) -> tuple[str, list[int]]:
    """Words as look-up knows them, one space between, «R.I.B» as one word; and where each sign stood."""
    signs: list[str] = []
    places: list[int] = []
    dotted = {m.start(1) for m in re.finditer(r"(?<=\b\w)(\.)(?=\w\b)", plain)}
    for at, sign in enumerate(plain):
        if at in dotted:
            continue
        one = fold(sign)
        if one:
            signs.extend(one)
            places.extend([at] * len(one))
        elif not unicodedata.combining(sign) and sign != "ء" and (not signs or signs[-1] != " "):
            signs.append(" ")
            places.append(at)
    return "".join(signs), places


def _spans(plain: str, own_host: str) -> Iterator[tuple[str, int, int]]:
    for match in EMAIL.finditer(plain):
        yield FlagKind.EMAIL.value, *match.span()
    for match in LINK.finditer(plain):
        if not (own_host and re.match(rf"(?:https?://)?{re.escape(own_host)}(?:[/:?#]|$)", match[0])):
            yield FlagKind.LINK.value, *match.span()
    for match in IBAN.finditer(plain):
        if sum(sign.isdigit() for sign in match[0]) >= 14:
            yield FlagKind.PAYMENT.value, *match.span()
    # A day looks like a number of ten digits once an hour follows it.
    spaced = DATE.sub(lambda day: ";" * len(day[0]), plain)
    for match in DIGITS.finditer(spaced):
        if kind := _number(match[0]):
            yield kind, *match.span()


def _number(typed: str) -> str:
    digits = "".join(sign for sign in typed if sign.isdigit() or sign == "o").replace("o", "0")
    if len(digits) == 24 or (len(digits) == 16 and _is_card(digits)):
        return FlagKind.PAYMENT.value
    foreign = "+" in typed[:3] or digits.startswith("00")
    if foreign and 8 <= len(digits.removeprefix("00")) <= 15:
        return FlagKind.PHONE.value
    if re.fullmatch(r"0[5-8]\d{8}|212[5-8]\d{8}|2120[5-8]\d{8}", digits):
        return FlagKind.PHONE.value
    return ""


def _is_card(digits: str) -> bool:
    """The check digit of payment cards (Luhn, ISO/IEC 7812)."""
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
