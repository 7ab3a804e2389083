"""What a statement file says, before anything of it is booked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

MOST_ENTRIES = 5_000
_RUNS = re.compile("[A-Z0-9]+")
LONGEST_RUN = 4


@dataclass(frozen=True, kw_only=True)
class ReadEntry:
    """One line of a statement; `centimes` are positive where money came in."""

    day: date
    centimes: int
    text: str = ""
    value_day: date | None = None
    counterparty: str = ""
    counterparty_account: str = ""
    reference: str = ""  # the end-to-end reference of who sent it
    bank_reference: str = ""  # the bank's own, unique within the account


@dataclass(frozen=True, kw_only=True)
class ReadStatement:
    """`account`: a RIB or IBAN as the file says it, or ''. Balances are None where the file does not say them."""

    kind: str
    entries: list[ReadEntry] = field(default_factory=list)
    account: str = ""
    opening_centimes: int | None = None
    closing_centimes: int | None = None


def key_of(reference: str) -> str:
    """A reference as it survives a bank's systems: capitals and digits alone."""
    return "".join(_RUNS.findall(reference.upper()))


def keys_in(*texts: str) -> set[str]:
    """Every reference that these texts may hold: runs of letters and digits, alone and up to four joined."""
    found: set[str] = set()
    for text in texts:
        runs = _RUNS.findall(text.upper())
        for start in range(len(runs)):
            for length in range(1, min(LONGEST_RUN, len(runs) - start) + 1):
                joined = "".join(runs[start : start + length])
                if 4 <= len(joined) <= 40:
                    found.add(joined)
    return found
