from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class MessageSent(Fact):
    message_id: int
    subject: str


@dataclass(frozen=True, kw_only=True)
class MessageFlagged(Fact):
    """It carries a phone number, an address or a request to pay outside; the desk looks at it."""

    message_id: int
    subject: str


@dataclass(frozen=True, kw_only=True)
class MessageRemoved(Fact):
    message_id: int
    subject: str
