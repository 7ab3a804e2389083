"""Cooperatives, made through the registry's own actions. Invented: none of them exists."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.conftest import NOW
from twiza.cooperatives.api import (
    Cooperative,
    accept_invitation,
    answer_check,
    invite_to_team,
    register_cooperative,
    submit_cooperative,
    verify_cooperative,
    workshop_cooperative,
)
from twiza.cooperatives.models import Invitation, TeamMember
from twiza.geography.api import find_communes
from twiza.kernel.periods import day_of
from twiza.people.api import Person, Role, grant_role, person_by_contact, register_person
from twiza.plumbing.models import Letter

_serial = count(1)


def an_ice(serial: int) -> str:
    """A well-formed ICE: 13 digits and the two that make the number a multiple of 97."""
    first = 900_000_000_0000 + serial
    return f"{first:013d}{-first * 100 % 97:02d}"


def a_rib(serial: int) -> str:
    """A well-formed RIB: 22 digits and the two that make the number a multiple of 97."""
    first = 999_780 * 10**16 + serial
    return f"{first:022d}{-first * 100 % 97:02d}"


def a_person(*, name: str = "", phone: str | None = None, **fields: Any) -> Person:
    """Somebody with a phone number of her own."""
    return register_person(name=name, phone=phone or f"06{99_000_000 + next(_serial)}", **fields)


def token_of(invitation: Invitation) -> str:
    """The token as its letter carries it."""
    letter = Letter.objects.get(reference=f"team-invitation:{invitation.pk}")
    return re.search(r"/workshop/invitation/([\w-]+)/", letter.text)[1]


def join_team(cooperative: Cooperative, person: Person, role: str, *, by: Person, now: datetime = NOW) -> TeamMember:
    """Invited by somebody of the team, and accepted with the letter's token."""
    contact = person.phone or person.email
    invitation = invite_to_team(cooperative=cooperative, contact=contact, role=role, by=by, now=now)
    return accept_invitation(token=token_of(invitation), person=person, now=now)


def a_desk_person() -> Person:
    """The one who answers for the desk where a test names nobody."""
    found = person_by_contact(email="desk@twiza.example")
    if found is None:
        found = register_person(name="مكتب", email="desk@twiza.example")
        grant_role(found, Role.DESK)
    return found


def papers(**fields: Any) -> dict[str, Any]:
    """Everything a registration asks for, each time with numbers of its own; `commune` may be a name."""
    serial = next(_serial)
    given = {
        "names": {"ar": f"تعاونية المثال {serial}", "fr": f"Coopérative Exemple {serial}"},
        "activity": {"ar": "منتجات مجالية", "fr": "Produits du terroir", "en": "Local goods"},
        "story": {"ar": "تعاونية متخيلة.", "fr": "Une coopérative inventée.", "en": "An invented cooperative."},
        "seat": "دوار المثال",
        "court": "المحكمة الابتدائية بالصويرة",
        "registration_number": f"1/36/2019/{serial}",
        "ice": an_ice(serial),
        "rib": a_rib(serial),
        "members": 24,
        "women_members": 20,
        "commune": "Smimou",
        "phone": f"05{24_000_000 + serial}",
    } | fields
    if not given["commune"].replace(".", "").isdigit():
        given["commune"] = find_communes(given["commune"])[0].code
    return given


def a_draft_cooperative(*, manager: Person | None = None, now: datetime = NOW, **fields: Any) -> Cooperative:
    """A draft whose papers are complete."""
    return register_cooperative(by=manager or a_person(), now=now, **papers(**fields))


def answer_all(cooperative: Cooperative, *, desk: Person | None = None, now: datetime = NOW) -> None:
    """Yes to each point of the checklist."""
    for line in workshop_cooperative(cooperative, on=day_of(now)).checks:
        answer_check(cooperative=cooperative, item=line.item, ok=True, by=desk or a_desk_person(), now=now)


def make_cooperative(
    *,
    manager: Person | None = None,
    desk: Person | None = None,
    now: datetime = NOW - timedelta(days=30),
    **fields: Any,
) -> Cooperative:
    """A verified cooperative: registered, submitted, its checklist answered, verified. `fields` as in `papers`."""
    manager, desk = manager or a_person(), desk or a_desk_person()
    cooperative = a_draft_cooperative(manager=manager, now=now, **fields)
    submit_cooperative(cooperative=cooperative, by=manager, now=now)
    answer_all(cooperative, desk=desk, now=now)
    verify_cooperative(cooperative=cooperative, by=desk, now=now)
    return cooperative
