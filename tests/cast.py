"""The cast: the persons of every test."""

from __future__ import annotations

import pytest

from tests.make.cooperatives import join_team, make_cooperative
from tests.make.people import make_person
from twiza.cooperatives.api import Cooperative
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
    return make_person(email="youssef@association.example", name="Youssef Alami", language="fr")


@pytest.fixture
def hassan(db) -> Person:
    """He manages Atlas, a weavers' cooperative, and has nothing to do with Tifawin."""
    return make_person(phone="+212665678901", name="حسن أوبلا")


@pytest.fixture
def tifawin(fatima, zahra, nadia) -> Cooperative:
    """A verified argan cooperative by Essaouira: Fatima manages it, Zahra prepares its parcels."""
    made = make_cooperative(
        manager=fatima,
        desk=nadia,
        names={"ar": "تعاونية تيفاوين", "fr": "Coopérative Tifawin", "en": "Tifawin Cooperative"},
        activity={"ar": "زيت الأركان", "fr": "Huile d’argan", "en": "Argan oil"},
        commune="Smimou",
        members=42,
        women_members=42,
        sells_food=True,
        onssa_number="ES.14.123.21",
    )
    join_team(made, zahra, "preparer", by=fatima)
    return made


@pytest.fixture
def atlas(hassan, nadia) -> Cooperative:
    """A verified weavers' cooperative of the High Atlas: Hassan manages it."""
    return make_cooperative(
        manager=hassan,
        desk=nadia,
        names={"ar": "تعاونية الأطلس للنسيج", "fr": "Coopérative Atlas Tissage"},
        activity={"ar": "زرابي وحنابل", "fr": "Tapis et couvertures", "en": "Rugs and blankets"},
        court="المحكمة الابتدائية بمراكش",
        commune="Asni",
        members=12,
        women_members=9,
    )
