"""What people's data serves: the purposes, as data (`purposes.toml`), and the refusals of consents."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal

SHEET = Path(__file__).with_name("purposes.toml")
OTHERWISE = "orders"  # what a letter serves whose kind no purpose names: never one that can be stopped
CONSENT = "consent"
HOW = ("box", "code", "paper", "link", "account")


class UnknownPurpose(Refusal):
    sentence = _("There is no such purpose.")
    field = "purpose"


class NoConsentNeeded(Refusal):
    """Asked to agree to what is used by contract or by law, and can't be stopped."""

    sentence = _("This does not rest on your consent, so none is asked.")
    field = "purpose"


class CanNotBeStopped(Refusal):
    sentence = _("These messages are part of what you asked for, or of what the law demands: they can't be stopped.")
    field = "purpose"


class ProofMissing(Refusal):
    sentence = _("It must be said when, where and under which sentence the consent was given.")
    field = "version"


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One purpose. `basis` is contract, legal_duty or consent; `sentences` are what people agree to, by version."""

    code: str
    basis: Literal["contract", "legal_duty", "consent"]
    names: Mapping[str, str]
    why: Mapping[str, str]
    data: Mapping[str, str]
    recipients: Mapping[str, str]
    retention: str
    channels: tuple[str, ...]
    letters: tuple[str, ...]
    stoppable: bool = False
    sentences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version of the sentence that is shown now; '' where no consent is asked."""
        return max(self.sentences, default="")

    @property
    def sentence(self) -> Mapping[str, str]:
        return self.sentences.get(self.version, {})

    @property
    def by_consent(self) -> bool:
        return self.basis == CONSENT


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How a consent came: `how` is box, code, paper, link or account; `where` the page that showed the sentence."""

    how: str
    where: str
    language: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One purpose as somebody stands to it. `since` is of her last word, None where she said none."""

    purpose: Purpose
    given: bool
    since: datetime | None
    how: str
    where: str
    version: str


@cache
def purposes() -> tuple[Purpose, ...]:
    """Every purpose, necessary ones first."""
    found = []
    for row in tomllib.loads(SHEET.read_text("utf-8"))["purpose"]:
        versions = {s["version"]: {k: v for k, v in s.items() if k != "version"} for s in row.pop("sentence", [])}
        row = row | {"channels": tuple(row["channels"]), "letters": tuple(row["letters"])}
        found.append(Purpose(**row, sentences=versions))
    return tuple(found)


def purpose(code: str) -> Purpose:
    """Refuses UnknownPurpose."""
    for found in purposes():
        if found.code == code:
            return found
    raise UnknownPurpose()


@cache
def purpose_of_letter(kind: str) -> Purpose:
    """What a letter of this kind serves."""
    fitting = (p for p in purposes() if any(fnmatchcase(kind, letters) for letters in p.letters))
    return next(fitting, purpose(OTHERWISE))
