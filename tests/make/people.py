"""Makers of people, through the actions."""

from __future__ import annotations

from itertools import count
from typing import Any

from twiza.people import api as people

_numbers = count(1)


def make_person(*, role: str | None = None, **columns: Any) -> people.Person:
    """A person with a phone nobody else has, unless `phone` or `email` is given."""
    if not columns.get("phone") and not columns.get("email"):
        columns["phone"] = f"+2126610{next(_numbers):05d}"
    columns.setdefault("name", "سلمى")
    person = people.register_person(**columns)
    if role:
        people.grant_role(person, role)
    return person


def make_address(person: people.Person, **columns: Any) -> Any:
    """An address in Aït Ourir (Al Haouz), without a pin."""
    typed = {
        "recipient": person.name or "سلمى",
        "phone": person.phone or "+212661000000",
        "commune_code": "07.041.01.01",
        "quarter": "دوار تاماسينت",
        "landmark": "قرب المسجد",
    }
    return people.save_address(person, **(typed | columns))
