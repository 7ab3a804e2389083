"""The cooperatives of these tests: Tifawin in Amizmiz, and Brahim's in Safi."""

from __future__ import annotations

import pytest

from tests.conftest import NOW
from twiza.cooperatives.api import (
    Cooperative,
    answer_check,
    register_cooperative,
    submit_cooperative,
    verify_cooperative,
    workshop_cooperative,
)
from twiza.geography.api import find_communes
from twiza.kernel.periods import day_of
from twiza.people.api import register_person


def cooperative(number: int, names: dict[str, str], commune: str) -> Cooperative:
    """A cooperative that the desk verified; `number` keeps its papers apart from the others'."""
    body = f"{number:09d}0001"
    ice = f"{body}{-int(body + '00') % 97:02d}"
    account = f"{number:022d}"
    rib = f"{account}{97 - int(account) * 100 % 97:02d}"
    manager = register_person(phone=f"+2126611000{number:02d}", name=f"Manager {number}")
    made = register_cooperative(
        by=manager,
        now=NOW,
        names=names,
        commune=find_communes(commune)[0].code,
        phone=f"+2125240000{number:02d}",
        seat="Douar de l’exemple",
        court="Marrakech",
        registration_number=f"1-{number}-2020",
        ice=ice,
        rib=rib,
        members=9,
        women_members=8,
    )
    submit_cooperative(cooperative=made, by=manager, now=NOW)
    for check in workshop_cooperative(made, on=day_of(NOW)).checks:
        answer_check(cooperative=made, item=check.item, ok=True, by=manager, now=NOW)
    verify_cooperative(cooperative=made, by=manager, now=NOW)
    made.refresh_from_db()
    return made


@pytest.fixture
def tifawin(db) -> Cooperative:
    return cooperative(1, {"ar": "تعاونية تيفاوين", "fr": "Coopérative Tifawin"}, "Amizmiz")


@pytest.fixture
def stranger(db) -> Cooperative:
    """Brahim's potters: whose products are nobody else's business, and the other way round."""
    return cooperative(2, {"ar": "تعاونية الخزافين", "fr": "Coopérative des potiers"}, "Safi")
