"""What the house asks of an acquirer, whichever it is: a page to send the buyer to, news of what she did there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from twiza.payments.models import Payment, Repayment


@dataclass(frozen=True, slots=True)
class Places:
    """Our own addresses, whole: where the browser comes back, where the acquirer calls, the shop itself."""

    ok: str
    fail: str
    callback: str
    shop: str


@dataclass(frozen=True, slots=True)
class Handoff:
    """Where the browser goes: a form posted to `action` with these fields, or without fields a plain address."""

    action: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A callback as it came."""

    body: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class News:
    """A genuine callback, read. `kept` is what may be kept of it: nothing of a card.

    `paid` None: nothing of ours happened. `repayment`: the outside reference of a repayment, where it is about one.
    """

    claimed: str = ""
    external_id: str = ""
    centimes: int = 0
    currency: str = "MAD"
    paid: bool | None = None
    reason: str = ""
    repayment: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What the acquirer expects to hear."""

    text: str
    status: int = 200


class Outcome(StrEnum):
    """Of a callback: the money is taken, heard without taking any, not to be trusted, to be told again."""

    TOOK = "took"
    HEARD = "heard"
    NOT_TRUSTED = "not_trusted"
    AGAIN = "again"


class NotGenuine(Exception):
    """It is not from the acquirer, or was changed on the way."""


class Unreadable(Exception):
    """It is from the acquirer, and lacks what it must say."""


class Acquirer(Protocol):
    code: str

    def begin(self, payment: Payment, places: Places, now: datetime) -> Handoff:
        """Where to send the buyer; may refuse GatewayFailed. It may talk to the acquirer: never in a transaction."""

    def hear(self, heard: Heard) -> News:
        """Read a callback, or raise NotGenuine or Unreadable."""

    def answer(self, outcome: Outcome) -> Said:
        """What to say back."""

    def takes_unexpected(self) -> bool:
        """Whether money that can only be parked is taken, or left with the buyer."""

    def give_back(self, repayment: Repayment) -> Returned | None:
        """Ask for a refund, once per `outside_reference`; None where a person must do it on the acquirer's page."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of a refund we asked for: `paid` None while the acquirer is at it."""

    external_id: str
    paid: bool | None
    reason: str = ""
