"""The cast: the persons of every test."""

from __future__ import annotations

import pytest

from tests.make.people import make_person
from twiza.people.api import Person, Role


@pytest.fixture
def salma(db) -> Person:
    """A buyer, who signs in by her phone and reads Arabic."""
    return make_person(phone="+212661234567", name="سلمى بناني")


@pytest.fixture
def brahim(db) -> Person:
    """A stranger: a buyer too, who has nothing to do with Salma's orders or with any cooperative."""
    return make_person(phone="+212662345678", name="Brahim Ouhmad", language="fr")


@pytest.fixture
def fatima(db) -> Person:
    """She will manage Tifawin, an argan cooperative."""
    return make_person(phone="+212663456789", name="فاطمة أيت علي")


@pytest.fixture
def zahra(db) -> Person:
    """She will prepare parcels at Tifawin."""
    return make_person(phone="+212664567890", name="زهرة بوزيد")


@pytest.fixture
def nadia(db) -> Person:
    """She runs the platform's desk."""
    return make_person(email="nadia@twiza.example", name="نادية الفاسي", role=Role.DESK)


@pytest.fixture
def youssef(db) -> Person:
    """Adviser of a consumer association."""
    return make_person(email="youssef@association.example", name="Youssef Alami", language="fr", role=Role.ADVISER)
