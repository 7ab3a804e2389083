"""The register of processing: what the declaration to the CNDP asks (law 09-08 arts. 12 and 15), from the same data as
the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from twiza.law.api import Rule, rule
from twiza.people import api as people

BASES: dict[str, Any] = {
    "contract": _("the contract you asked for"),
    "legal_duty": _("a duty of law"),
    "consent": _("your consent"),
}
SECURITY = (
    _("Pages and forms travel encrypted; sign-in is by one-time code, the desk's with a second step."),
    _("Who may open what is decided in one place; what one may not see does not exist."),
    _("Each change of state and each act of the desk leaves a trace that is not edited."),
    _("Codes are kept as keyed hashes; no card number and no identity card number is kept."),
    _("Addresses, subjects of letters and logs carry no name, phone or e-mail."),
)


@dataclass(frozen=True, slots=True)
class Processing:
    """One row of the register."""

    code: str
    names: Mapping[str, str]
    why: Mapping[str, str]
    data: Mapping[str, str]
    recipients: Mapping[str, str]
    basis: Any
    retention: Rule
    stoppable: bool


@dataclass(frozen=True, slots=True)
class Register:
    """`receipt` is the reference of the CNDP's receipt, '' until there is one; `hosts` who keeps the machines."""

    company: Mapping[str, Any]
    rows: tuple[Processing, ...]
    security: tuple[Any, ...]
    receipt: str
    host: str
    abroad: str


def register(*, on: date) -> Register:
    rows = tuple(
        Processing(
            one.code,
            one.names,
            one.why,
            one.data,
            one.recipients,
            BASES[one.basis],
            rule(one.retention, on=on),
            one.stoppable,
        )
        for one in people.purposes()
    )
    declared = settings.TWIZA_CNDP
    return Register(settings.TWIZA_COMPANY, rows, SECURITY, declared["receipt"], declared["host"], declared["transfer"])
