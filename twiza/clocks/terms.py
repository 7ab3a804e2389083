"""What kinds of clocks there are, and the small numbers of the tick. A kind is named by its owner, at import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

Owed = Literal["cooperative", "platform", "buyer", "association"]
How = Literal["met", "cancelled", "replaced"]
OWED = ("cooperative", "platform", "buyer", "association")
HOWS = ("met", "cancelled", "replaced")

BATCH = 250  # clocks in one transaction: short, since SQLite has one writer
MOST = 1000  # clocks of one tick; what is left, the next run of the job takes at once
ON_TIME = timedelta(minutes=5)  # fired within it, a clock was on time
LEAP = timedelta(seconds=60)  # wall clock against the machine's own counter
DRIFT = 0.001  # of the time between two looks: clocks are also corrected slowly
CONFIRMED = timedelta(seconds=110)  # a leap that lasted so long is the time: two ticks, and still within five minutes


class UnknownKind(LookupError):
    """No context named this kind of clock: a mistake of ours, not of a reader."""


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    words: Any
    owed_by: str


_kinds: dict[str, Kind] = {}


def name_kind(code: str, words: Any, *, owed_by: Owed) -> str:
    """Name a kind (`complaints.answer`) with its lazily translated words and who owes it; gives the code back.

    Called once, at import of the owner's terms; the same code with another owner is a mistake (ValueError).
    """
    if owed_by not in OWED or len(code) > 60:
        raise ValueError(code)
    if (known := _kinds.get(code)) is not None and known.owed_by != owed_by:
        raise ValueError(f"the kind {code} is named twice")
    _kinds[code] = Kind(code, words, owed_by)
    return code


def kind_of(code: str) -> Kind:
    """The kind as named; of one that nobody names any more, its bare code, owed by the platform."""
    return _kinds.get(code) or Kind(code, code, "platform")


def known_kind(code: str) -> str:
    if code not in _kinds:
        raise UnknownKind(code)
    return code


def kinds() -> list[Kind]:
    """All kinds that were named, by their code."""
    return [_kinds[code] for code in sorted(_kinds)]
