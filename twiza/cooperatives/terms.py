"""The small vocabularies of cooperatives, and how their numbers are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.ma import ice as ice_number

from twiza.kernel.refusals import Refusal
from twiza.kernel.text import LANGUAGES, fold, western_digits


class CooperativeFields(TypedDict, total=False):
    """What a team fills in. Texts by language: {"ar": …, "fr": …}. `commune` is a commune's code."""

    names: dict[str, str]
    story: dict[str, str]
    activity: dict[str, str]
    seat: str
    court: str
    registration_number: str
    ice: str
    rib: str
    onssa_number: str
    sells_food: bool
    members: int
    women_members: int
    founded_on: date | None
    commune: str
    phone: str
    email: str
    hand_delivery: bool  # the cooperative brings parcels itself to buyers nearby


INVITATION_DAYS = 14
# Where the letter of an invitation leads: {SITE_URL}/{language}{INVITATION_PATH}. `web` answers there.
INVITATION_PATH = "/workshop/invitation/{token}/"

STATUS_LABELS: Mapping[str, Promise | str] = {
    "draft": _("Being written"),
    "submitted": _("Waiting for verification"),
    "verified": _("Verified"),
    "refused": pgettext_lazy("cooperative", "Refused"),
    "suspended": _("Suspended"),
}
ROLE_LABELS: Mapping[str, Promise | str] = {
    "manager": _("Manager"),
    "preparer": _("Prepares orders"),
    "treasurer": _("Treasurer"),
}

# The desk's checklist, and the fields each answer is about: changing one of them withdraws the answer.
CHECKS: Mapping[str, tuple[Promise | str, tuple[str, ...]]] = {
    "registration_document": (
        _("The registration document was seen and carries the same number and court"),
        ("court", "registration_number"),
    ),
    "name_word": (_("The name carries the word “cooperative”, as the law demands"), ("names",)),
    "seat_and_court": (_("The seat and the court fit each other"), ("seat", "court", "commune")),
    "ice": (_("The ICE belongs to this cooperative"), ("ice",)),
    "rib_holder": (_("The bank account is held by the cooperative itself"), ("rib",)),
    "phone_answered": (_("The phone number was called, and the cooperative answered"), ("phone",)),
    "food_number": (
        _("Food: the sanitary authorisation number was checked, or the cooperative needs none"),
        ("onssa_number", "sells_food"),
    ),
}
REFUSAL_REASONS: Mapping[str, Promise | str] = {
    "document_missing": _("The registration document is missing or can't be read"),
    "not_a_cooperative": _("The register does not know this cooperative"),
    "name_not_allowed": _("The name is not the one that was registered"),
    "number_mismatch": _("The ICE or the registration number belongs to somebody else"),
    "account_not_own": _("The bank account is not held by the cooperative"),
    "not_reached": _("The cooperative could not be reached by phone"),
    "food_number_missing": _("The sanitary authorisation for food is missing"),
    "outside_the_market": _("What it sells has no place on this market"),
    "other": pgettext_lazy("reason", "Another reason, written below"),
}

# What the desk has verified: once submitted, it changes only by way of the desk.
IDENTITY = ("names", "seat", "court", "registration_number", "ice", "rib", "onssa_number", "sells_food", "commune")

# Law 112-12 arts. 12 and 95: the word stands in the name, in whichever language it is given. No text fixes
# the word in Tamazight, so a Tamazight name is taken as it is.
_WORD = {"ar": ("تعاونيه", "تعاونيات"), "fr": ("cooperativ",), "en": ("cooperativ", "co operativ")}
_ONSSA = re.compile(r"[A-Z]{1,8}(\.\d{1,6}){2}\.\d{2}")
_BETWEEN = re.compile(r"[\s\u00a0\u202f\u200e\u200f\-]+")


class NameMissing(Refusal):
    sentence = _("Write the cooperative's name in Arabic or in French.")
    field = "names"


class NameWithoutWord(Refusal):
    sentence = _(
        "The law demands the word “cooperative” in the name, in each language: تعاونية, coopérative, cooperative."
    )
    field = "names"


class WrongIce(Refusal):
    sentence = _(
        "This ICE is not right: it has 15 digits, and the last two must fit the others. Check it on your papers."
    )
    field = "ice"


class WrongRib(Refusal):
    sentence = _(
        "This bank account number is not right: it has 24 digits, and the last two must fit the others. "
        "Copy it from your bank's RIB."
    )
    field = "rib"


class WrongOnssaNumber(Refusal):
    sentence = _(
        "Write the sanitary number as on your certificate: letters, then numbers with dots between, like ES.12.34.15."
    )
    field = "onssa_number"


class WrongRegistrationNumber(Refusal):
    sentence = _("Write the registration number with digits, as on your registration document.")
    field = "registration_number"


class TooFewMembers(Refusal):
    sentence = _("A cooperative has at least %(least)s members.")
    field = "members"


class MoreWomenThanMembers(Refusal):
    sentence = _("There can't be more women members than members.")
    field = "women_members"


class FoundedInFuture(Refusal):
    sentence = _("The founding day can't lie in the future.")
    field = "founded_on"


class FieldMissing(Refusal):
    """What law 112-12 art. 12, or the verification, needs is not there yet."""

    sentence = _("This is needed before the cooperative can be verified.")


class AlreadyRegistered(Refusal):
    sentence = _("Another cooperative already uses this number. If it is yours, write to the desk.")


class IdentityLocked(Refusal):
    sentence = _("The desk has verified this or is about to. Use “Correct the papers”: the desk will look at it again.")


class NothingToAmend(Refusal):
    sentence = _("Nothing was changed.")


class UnknownCheck(Refusal):
    sentence = _("This point is not on the checklist.")
    field = "item"


class ChecklistOpen(Refusal):
    sentence = _("Not every point of the checklist is answered with yes.")


class UnknownReason(Refusal):
    sentence = _("Choose one of the reasons of the list.")
    field = "reason"


class NoteMissing(Refusal):
    sentence = _("Write in a few words why.")
    field = "note"


class UnknownRole(Refusal):
    sentence = _("Choose one of the roles of the list.")
    field = "role"


class AlreadyInTeam(Refusal):
    sentence = _("This person is in the team already.")
    field = "contact"


class AlreadyInvited(Refusal):
    sentence = _("This person has been invited already, and the invitation is still open.")
    field = "contact"


class TooManyInvitations(Refusal):
    sentence = _("Too many invitations were sent today. Try again tomorrow.")
    field = "contact"


class NotInvited(Refusal):
    """The token is wrong, or it was sent to somebody else: the sentence does not tell which."""

    sentence = _(
        "This invitation was not sent to you. Sign in with the phone number or the e-mail address that received it."
    )


class InvitationUsed(Refusal):
    sentence = _("This invitation has been used already.")


class InvitationOver(Refusal):
    sentence = _("This invitation is no longer valid. Ask the cooperative for a new one.")


class LastManager(Refusal):
    sentence = _("A cooperative needs a manager: make somebody else manager first.")


class ClosureOverlaps(Refusal):
    sentence = _("The cooperative is already closed on some of these days.")
    field = "starts_on"


class ClosureBackwards(Refusal):
    sentence = _("The last closed day can't come before the first one.")
    field = "ends_on"


class ClosureInPast(Refusal):
    sentence = _("A closure begins today or later.")
    field = "starts_on"


class NotClosed(Refusal):
    sentence = _("The cooperative is open.")


class ClosureBegun(Refusal):
    sentence = _("This closure has begun: reopen instead.")


class TooManyPhotos(Refusal):
    sentence = _("A cooperative shows at most %(most)s photos.")
    field = "image"


MOST_PHOTOS = 12


def _digits(typed: str) -> str:
    return _BETWEEN.sub("", western_digits(typed))


def check_names(names: Mapping[str, str]) -> dict[str, str]:
    """Names by language, trimmed, empty ones left out. Refuses none in Arabic or French, or one without the word."""
    given = {k: " ".join(str(v).split()) for k, v in names.items() if k in LANGUAGES and str(v).strip()}
    if not given.get("ar") and not given.get("fr"):
        raise NameMissing()
    for language, name in given.items():
        words = _WORD.get(language)
        if words and not any(word in fold(name) for word in words):
            raise NameWithoutWord(f"names_{language}")
    return given


def check_ice(typed: str) -> str:
    """Fifteen digits whose number is a multiple of 97 (decree 2-11-63; key by computation), or '' for none."""
    digits = _digits(typed)
    if not digits:
        return ""
    try:
        checked = str(ice_number.validate(digits))
    except (ValidationError, InvalidChecksum):
        raise WrongIce() from None
    if not int(checked):
        raise WrongIce()
    return checked


def check_rib(typed: str) -> str:
    """Twenty-four digits (bank 3, city 3, account 16, key 2), or '' for none.

    Key = 97 - (first 22 digits followed by 00) mod 97, hence the whole is a multiple of 97: the key of the
    Moroccan RIB, checked against published account numbers (shared law notes, 3.5).
    """
    digits = _digits(typed)
    if not digits:
        return ""
    if len(digits) != 24 or not (digits.isascii() and digits.isdigit()) or not int(digits) or int(digits) % 97:
        raise WrongRib()
    return digits


def check_onssa_number(typed: str) -> str:
    """Activity letters, province code, receipt number, two-digit year, with dots (decree 2-10-473 arts. 13-14)."""
    number = _BETWEEN.sub("", western_digits(typed)).upper()
    if number and not _ONSSA.fullmatch(number):
        raise WrongOnssaNumber()
    return number


def check_registration_number(typed: str) -> str:
    """Class, court code, year and serial (decree 2-15-617 art. 7) as the document writes them; courts separate
    the four differently, so only digits and separators are demanded."""
    number = " ".join(western_digits(typed).split())
    if number and not re.fullmatch(r"(?=.*\d)[\d/.\- ]{1,40}", number):
        raise WrongRegistrationNumber()
    return number
