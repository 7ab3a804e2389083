"""The words of this context: reasons, limits, states as a reader reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import lazystr
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from twiza.kernel.text import pick

TERMS_VERSION = "2026-11-23"  # of the terms a buyer accepts; a new text takes a new day

MOST_OF_A_LINE = 99
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Contact:
    """Who orders. `phone` as typed; `email` may be empty; letters go out in `language`."""

    name: str
    phone: str
    email: str = ""
    language: str = "ar"


class DeclineReason(models.TextChoices):
    """Why a cooperative declines a line or a part."""

    OUT_OF_STOCK = "out_of_stock", _("no longer in stock")
    DAMAGED = "damaged", _("damaged before sending")
    TOO_FAR = "too_far", _("we can't send it there")
    TOO_LATE = "too_late", _("we can't make it in time")
    UNREACHABLE = "unreachable", _("the buyer can't be reached")
    NO_ANSWER = "no_answer", _("the cooperative did not answer in time")
    OTHER = "other", _("another reason")

    @classmethod
    def of_cooperative(cls) -> list[str]:
        """Those a cooperative may choose: not answering is only said of it."""
        return [value for value in cls.values if value != cls.NO_ANSWER]


class CancelReason(models.TextChoices):
    """Why a buyer (or the desk) cancels a part; she need not give any."""

    CHANGED_MIND = "changed_mind", _("I changed my mind")
    TOO_LATE = "too_late", _("it takes too long")
    MISTAKE = "mistake", _("I ordered by mistake")
    OTHER = "other", _("another reason")
    NOT_PAID = "not_paid", _("it was not paid in time")

    @classmethod
    def of_buyer(cls) -> list[str]:
        """Those that somebody may choose: not paying is only said of her."""
        return [value for value in cls.values if value != cls.NOT_PAID]


class _Named:
    """Texts by language that choose the reader's language when they are read."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def __str__(self) -> str:
        return pick(self.names, get_language() or "ar")


def named(names: Mapping[str, str]) -> Any:
    """`names` as a lazy text in the language of whoever reads it."""
    return lazystr(_Named(names))


def decline_reasons() -> list[tuple[str, Any]]:
    """(code, words) for a cooperative's form."""
    return [(code, words) for code, words in DeclineReason.choices if code != DeclineReason.NO_ANSWER]


def cancel_reasons() -> list[tuple[str, Any]]:
    return [(code, words) for code, words in CancelReason.choices if code != CancelReason.NOT_PAID]


STATUS_WORDS: dict[str, Any] = {
    "unpaid": pgettext_lazy("part", "waiting for the payment"),
    "placed": pgettext_lazy("part", "waiting for the cooperative"),
    "confirmed": pgettext_lazy("part", "confirmed"),
    "prepared": pgettext_lazy("part", "ready to go"),
    "handed_over": pgettext_lazy("part", "on its way"),
    "delivered": pgettext_lazy("part", "delivered"),
    "refused": pgettext_lazy("part", "refused at the door"),
    "returned": pgettext_lazy("part", "returned"),
    "declined": pgettext_lazy("part", "declined by the cooperative"),
    "cancelled": pgettext_lazy("part", "cancelled"),
}
WAY_WORDS: dict[str, Any] = {
    "cash": pgettext_lazy("paid how", "in cash at the door"),
    "transfer": pgettext_lazy("paid how", "by bank transfer"),
    "card": pgettext_lazy("paid how", "by bank card"),
    "card_abroad": pgettext_lazy("paid how", "by card from abroad"),
}


def way_words(way: str) -> Any:
    """How it is paid, as the end of a sentence."""
    return WAY_WORDS.get(way, way)


LINE_WORDS: dict[str, Any] = {
    "ordered": pgettext_lazy("line", "ordered"),
    "accepted": pgettext_lazy("line", "accepted"),
    "declined": pgettext_lazy("line", "declined"),
}


def reason_words(reason: str) -> Any:
    """The reason in words; '' where none was given. Reasons of the carrier are delivery's to say."""
    known = {**dict(DeclineReason.choices), **dict(CancelReason.choices)}
    return known.get(reason, "")


# Where letters and papers lead, after {SITE_URL}/{language}; `web` answers there.
ORDER_PATH = "/orders/{number}/{secret}/"
PARCEL_PATH = "/parcel/{number}/"
WORKSHOP_PART_PATH = "/workshop/{slug}/orders/{number}/"
METHOD_WORDS: dict[str, Any] = {
    "carrier": _("carried to the door"),
    "pickup": _("to be fetched at a pick-up point"),
    "hand": _("brought by the cooperative itself"),
}
