"""One line of a roster: what may stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from twiza.kernel.text import western_digits
from twiza.members.terms.refusals import LeftBeforeJoining, LooksLikeIdentity, MemberNameMissing, WrongAmount
from twiza.people.api import normalise_phone

# A national identity number: one or two letters, five or six digits. A register of members has no need of it.
_IDENTITY = re.compile(r"\b[A-Z]{1,2}\s?\d{5,6}\b", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_TIFINAGH = re.compile(r"[\u2d30-\u2d7f]")
MOST_SHARES, MOST_CENTIMES = 1_000_000, 10**11


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """`number` None takes the next free one; `joined_on` None is today, or the day that stands already."""

    name: str
    number: int | None = None
    phone: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    shares: int = 0
    capital_centimes: int = 0
    language: str = "ar"


def columns_of(line: MemberLine, *, today: date) -> dict[str, Any]:
    """A member's columns but her number; refuses what can't be, and anything that looks like an identity number."""
    name = " ".join(line.name.split())[:120]
    if not name:
        raise MemberNameMissing()
    if _IDENTITY.search(western_digits(name)):
        raise LooksLikeIdentity()
    joined = line.joined_on or today
    if line.left_on and line.left_on < joined:
        raise LeftBeforeJoining()
    if not 0 <= line.shares <= MOST_SHARES:
        raise WrongAmount("shares")
    if not 0 <= line.capital_centimes <= MOST_CENTIMES:
        raise WrongAmount("capital")
    return {
        "names": {language_of(name): name},
        "phone": normalise_phone(line.phone) if line.phone.strip() else "",
        "joined_on": joined,
        "left_on": line.left_on,
        "shares": line.shares,
        "capital_centimes": line.capital_centimes,
        "language": line.language if line.language in ("ar", "fr", "en") else "ar",
    }


def language_of(name: str) -> str:
    """The language a name is kept under, by its script."""
    return "ar" if _ARABIC.search(name) else "zgh" if _TIFINAGH.search(name) else "fr"
