"""What was given for a cooperative's fields: checked and brought to one spelling. Not an action by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from twiza.cooperatives.models import Check, Cooperative
from twiza.cooperatives.states import Status
from twiza.cooperatives.terms import (
    CHECKS,
    IDENTITY,
    AlreadyRegistered,
    FoundedInFuture,
    MoreWomenThanMembers,
    TooFewMembers,
    check_ice,
    check_names,
    check_onssa_number,
    check_registration_number,
    check_rib,
)
from twiza.geography.api import commune as commune_card
from twiza.kernel.text import LANGUAGES
from twiza.law.api import rule
from twiza.people.api import NotAnEmail, normalise_phone


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {k: str(v).strip() for k, v in texts.items() if k in LANGUAGES and str(v).strip()}


def _line(text: str) -> str:
    return " ".join(text.split())


def _email(typed: str) -> str:
    email = typed.strip().casefold()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise NotAnEmail() from None
    return email


_CHECKED: dict[str, Callable[[Any], Any]] = {
    "names": check_names,
    "story": _texts,
    "activity": _texts,
    "seat": _line,
    "court": _line,
    "registration_number": check_registration_number,
    "ice": check_ice,
    "rib": check_rib,
    "onssa_number": check_onssa_number,
    "sells_food": bool,
    "members": int,
    "women_members": int,
    "founded_on": lambda day: day,
    "phone": normalise_phone,
    "email": _email,
    "hand_delivery": bool,
}


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Columns for these CooperativeFields; the first wrong one refuses, naming its field."""
    columns = {name: _CHECKED[name](value) for name, value in fields.items() if name != "commune"}
    if "commune" in fields:
        columns["commune_id"] = commune_card(fields["commune"]).code
    return columns


def take(cooperative: Cooperative, columns: Mapping[str, Any], *, on: date) -> list[str]:
    """Put checked columns on the row (unsaved) and return the names of those that changed.

    Refuses fewer members than the law's least once a number is given, more women than members, and a
    founding day to come.
    """
    changed = [name for name, value in columns.items() if getattr(cooperative, name) != value]
    for name in changed:
        setattr(cooperative, name, columns[name])
    least = rule("trade.cooperative_minimum_members", on=on).value
    if cooperative.members < 0 or 0 < cooperative.members < least:
        raise TooFewMembers(least=least)
    if not 0 <= cooperative.women_members <= cooperative.members:
        raise MoreWomenThanMembers()
    if cooperative.founded_on and cooperative.founded_on > on:
        raise FoundedInFuture()
    return changed


def identity(changed: list[str]) -> list[str]:
    """Those of the changed columns that the desk verifies."""
    return [name for name in changed if name.removesuffix("_id") in IDENTITY]


def withdraw_answers(cooperative: Cooperative, changed: list[str]) -> None:
    """An answer of the checklist is about fields: where one of them changed, it must be given again."""
    names = {name.removesuffix("_id") for name in changed}
    stale = [item for item, (_label, about) in CHECKS.items() if names & set(about)]
    Check.objects.filter(cooperative=cooperative, item__in=stale).delete()


def refuse_clash(cooperative: Cooperative) -> None:
    """Refuse an ICE or a registration that another cooperative in the register already carries."""
    others = Cooperative.objects.filter(status__in=[Status.SUBMITTED, Status.VERIFIED, Status.SUSPENDED])
    others = others.exclude(pk=cooperative.pk)
    if cooperative.ice and others.filter(ice=cooperative.ice).exists():
        raise AlreadyRegistered("ice")
    number = cooperative.registration_number
    if number and others.filter(court=cooperative.court, registration_number=number).exists():
        raise AlreadyRegistered("registration_number")


class NoClash:
    """`with NoClash(cooperative):` around a write: the constraint decides a race, and the refusal says which field."""

    def __init__(self, cooperative: Cooperative) -> None:
        self.cooperative = cooperative
        self.savepoint = transaction.atomic()

    def __enter__(self) -> None:
        refuse_clash(self.cooperative)
        self.savepoint.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.savepoint.__exit__(kind, error, trace)
        if isinstance(error, IntegrityError):
            refuse_clash(self.cooperative)
