"""Values and refusals of people."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.kernel.text import western_digits


class NotAPhone(Refusal):
    sentence = _(
        "This is not a phone number. Write it like 06 12 34 56 78, or with its country code, like +33 6 12 34 56 78."
    )
    field = "phone"


class NotAMobile(Refusal):
    sentence = _("A code can't be sent to this line. Give a mobile number, or an e-mail address.")
    field = "phone"


class NotAnEmail(Refusal):
    sentence = _("This is not an e-mail address. Write it like name@example.ma.")
    field = "email"


class NoContact(Refusal):
    sentence = _("Give a phone number or an e-mail address, so that you can be reached.")
    field = "phone"


class ContactTaken(Refusal):
    """Only said to somebody who has proved that the contact is theirs."""

    sentence = _("This phone number or e-mail address already belongs to an account. Sign in with it.")


class UnknownLanguage(Refusal):
    sentence = _("Choose one of the languages of the list.")
    field = "language"


class ContactUnusable(Refusal):
    sentence = _("You can't be reached in this way yet: add the phone number or the e-mail address first.")
    field = "contact_by"


class NameMissing(Refusal):
    sentence = _("Write the name of the person who will receive the parcel.")
    field = "recipient"


class CommuneMissing(Refusal):
    sentence = _("Write the commune: a few letters of its name are enough.")
    field = "commune"


class QuarterMissing(Refusal):
    sentence = _("Write the quarter or the douar.")
    field = "quarter"


class PinOutside(Refusal):
    sentence = _("This point of the map does not lie in Morocco.")
    field = "pin"


class TooManyCodes(Refusal):
    sentence = _("Too many codes were asked for. Wait a quarter of an hour and try again.")
    field = "phone"


class WrongCode(Refusal):
    sentence = _("This code is not the right one, or it is too old. Check it, or ask for a new one.")
    field = "code"


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where a parcel can be handed over, as copied onto an order: history must not move. `phone` is E.164."""

    recipient: str
    phone: str
    commune_code: str
    quarter: str
    landmark: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> PostalAddress:
        return cls(**{name: fields[name] for name in cls.__slots__ if name in fields})


@dataclass(frozen=True, slots=True)
class AddressCard:
    """An address of somebody's book; `postal` is what an order copies."""

    id: int
    postal: PostalAddress
    commune_names: dict[str, str]
    province_names: dict[str, str]
    is_default: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a page or a letter may say of a person."""

    id: int
    name: str
    phone: str | None
    email: str | None
    language: str
    is_sample: bool


def normalise_phone(typed: str) -> str:
    """E.164 of what was typed (06 12…, ٠٦…, 00212…, +33…); Morocco where no country is given. Refuses NotAPhone."""
    text = western_digits(typed).strip("\u200e\u200f\u2066\u2069 ")
    if text.startswith("00"):
        text = "+" + text[2:]
    try:
        number = phonenumbers.parse(text, "MA")
    except phonenumbers.NumberParseException:
        raise NotAPhone() from None
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise NotAPhone()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def takes_messages(phone: str) -> bool:
    """Whether an E.164 number may be a mobile, hence be sent a text message."""
    kind = phonenumbers.number_type(phonenumbers.parse(phone))
    return kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def normalise_email(typed: str) -> str:
    """Lower case, no spaces around. Refuses NotAnEmail."""
    email = typed.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise NotAnEmail() from None
    return email
