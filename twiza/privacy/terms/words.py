"""Words and refusals of privacy, and the values that it speaks in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.clocks.api import name_kind
from twiza.kernel.refusals import Refusal

CLOCK = name_kind("privacy.request", _("Answer to a request on personal data"), owed_by="platform")
KIND_WORDS: dict[str, Any] = {
    "access": _("See what is kept"),
    "rectify": _("Correct it"),
    "erase": _("Erase it"),
    "oppose": _("Object to its use"),
}
STATUS_WORDS: dict[str, Any] = {
    "asked": _("Asked"),
    "under_way": _("Under way"),
    "done": _("Done"),
    "refused": _("Refused, with the reason"),
    "taken_back": _("Taken back"),
}


class OrderUnderWay(Refusal):
    sentence = _("An order is still under way (%(number)s). Once it has ended, everything can be erased.")


class MoneyOwed(Refusal):
    sentence = _("Money or a dispute is still open on your order %(number)s. Once it is settled, all can be erased.")


class StillInATeam(Refusal):
    sentence = _("You still work on a cooperative's shop. Leave its team first, so that nobody is left without help.")


class StillOfTheHouse(Refusal):
    sentence = _("You hold a role of the platform. It must be taken back first.")


class NothingKept(Refusal):
    sentence = _("Nothing is kept under this number.")


class WrongErasureCode(Refusal):
    sentence = _("This code is not the right one, or it is too old. Check it, or ask for a new one.")
    field = "code"


class TextMissing(Refusal):
    sentence = _("Say in a few words what must be corrected, or what you object to.")
    field = "text"


class AnswerMissing(Refusal):
    sentence = _("Say in a few words what was done, or why not.")
    field = "answer"


class TooManyRequests(Refusal):
    sentence = _("You have asked several times already. We answer what you asked first.")


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Everything by which a person can be found: an account or none, contacts, names, orders and their parts."""

    person_id: int | None
    phone: str = ""  # of a guest, proved by a code
    contacts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> Whom:
        known: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in fields.items()}
        return cls(**known)
