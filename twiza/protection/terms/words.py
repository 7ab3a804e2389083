"""The words of rights: kinds, remedies, states as a reader reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import lazystr
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from twiza.kernel.say import in_day


class ReturnedBy(models.TextChoices):
    """How withdrawn goods go back to the cooperative."""

    CARRIER = "carrier", _("by a carrier")
    POINT = "point", _("through a pick-up point")
    HAND = "hand", _("brought by hand")


class ClaimKind(models.TextChoices):
    DEFECT = "defect", _("the legal guarantee against defects")
    WARRANTY = "warranty", _("the seller's own warranty")


class Remedy(models.TextChoices):
    REPAIR = "repair", pgettext_lazy("remedy", "repair it")
    REPLACE = "replace", pgettext_lazy("remedy", "replace it")
    REFUND = "refund", pgettext_lazy("remedy", "give the money back")
    REDUCTION = "reduction", pgettext_lazy("remedy", "keep it for a lower price")


class Defect(models.TextChoices):
    BROKEN = "broken", _("it arrived broken")
    FAULTY = "faulty", _("it does not work, or comes apart")
    SPOILED = "spoiled", _("it is spoiled")
    DIFFERENT = "different", _("it is not what was shown")
    MISSING = "missing", _("pieces are missing")
    OTHER = "other", pgettext_lazy("defect", "something else")


class DutyCause(models.TextChoices):
    """Why money is owed back, which decides by which day."""

    WITHDRAWAL = "withdrawal", _("the buyer withdrew from the sale")
    UNAVAILABLE = "unavailable", _("the cooperative could not send it")
    LATE = "late", _("the parcel was too late")
    OTHER = "other", _("it was decided to give it back")


WITHDRAWAL_WORDS: dict[str, Any] = {
    "asked": pgettext_lazy("withdrawal", "asked for"),
    "on_its_way": pgettext_lazy("withdrawal", "the goods are on their way back"),
    "received": pgettext_lazy("withdrawal", "the goods are back at the cooperative"),
    "refunded": pgettext_lazy("withdrawal", "the refund was ordered"),
    "taken_back": pgettext_lazy("withdrawal", "taken back by the buyer"),
}
CLAIM_WORDS: dict[str, Any] = {
    "asked": pgettext_lazy("claim", "waiting for the cooperative's answer"),
    "offered": pgettext_lazy("claim", "the cooperative offers something else"),
    "denied": pgettext_lazy("claim", "no agreement"),
    "silent": pgettext_lazy("claim", "the cooperative did not answer in time"),
    "agreed": pgettext_lazy("claim", "agreed, to be carried out"),
    "remedied": pgettext_lazy("claim", "carried out"),
    "dropped": pgettext_lazy("claim", "dropped by the buyer"),
}
REPLACEMENT_WORDS: dict[str, Any] = {
    "promised": pgettext_lazy("replacement", "promised"),
    "sent": pgettext_lazy("replacement", "on its way"),
    "received": pgettext_lazy("replacement", "received"),
    "cancelled": pgettext_lazy("replacement", "cancelled"),
}
# Why a line can't be withdrawn; with the blank %(day)s where one is known.
WHY_NOT: dict[str, Any] = {
    "not_received": _("You have not received it yet: your days to change your mind begin when you do."),
    "declined": _("The cooperative did not send it."),
    "too_late": _("Your time to change your mind ended on %(day)s."),
    "withdrawn": _("You have already withdrawn from it."),
    "refunded": _("Its price was already given back to you."),
    "personalised": _("It was made to your own specification or personalised for you."),
    "made_to_order": _("It was made to your own specification or personalised for you."),
    "perishable": _("It spoils quickly."),
    "not_returnable": _("By its nature it can't be returned."),
}
MAY_WITHDRAW = _("You may change your mind until %(day)s, without giving a reason.")

LATE = _("The parcel is late.")
RESCIND_FROM = _("The parcel is late. From %(day)s on you may give it up and get your money back.")
MAY_RESCIND = _("The parcel is late. You may give it up until %(day)s and get your money back.")
STILL_OPEN = _("The parcel is late. As long as it is not there, you may give it up and get your money back.")

WITHDRAWAL_PREFIX, CLAIM_PREFIX, REPLACEMENT_PREFIX = "RT", "GA", "RP"
MOST_PHOTOS = 6


def returned_by_choices() -> list[tuple[str, Any]]:
    """(code, words) for a form."""
    return list(ReturnedBy.choices)


def remedy_choices() -> list[tuple[str, Any]]:
    return list(Remedy.choices)


def defect_choices() -> list[tuple[str, Any]]:
    return list(Defect.choices)


def claim_kind_choices() -> list[tuple[str, Any]]:
    return list(ClaimKind.choices)


class _OnTheDay:
    def __init__(self, sentence: Any, day: date | None) -> None:
        self.sentence, self.day = sentence, day

    def __str__(self) -> str:
        said = in_day(self.day, get_language() or "ar") if self.day else ""
        return str(self.sentence) % {"day": said}


def on_the_day(sentence: Any, day: date | None) -> Any:
    """A lazily translated sentence with its blank %(day)s, in the language of whoever reads it."""
    return lazystr(_OnTheDay(sentence, day))
