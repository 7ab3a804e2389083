from __future__ import annotations

import pytest

from tests.make.ordering import Seller, a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.people import make_person
from tests.make.settlement import a_settled_seller
from twiza.people.api import Person, Role


@pytest.fixture(autouse=True)
def _all_ways(settings) -> None:
    settings.TWIZA_PAYMENTS = ALL_WAYS


OIL = {"names": {"ar": "زيت الأركان", "fr": "Huile d’argan"}, "category": "argan-oil"}
AMLOU = {"names": {"ar": "أملو", "fr": "Amlou"}, "category": "amlou"}


@pytest.fixture
def carrier(db) -> str:
    return a_carrier()


@pytest.fixture
def tifawin(carrier: str, fatima: Person) -> Seller:
    """Argan oil at 120 DH and amlou at 80 DH, ten of each; the usual commission of 5 %."""
    return a_settled_seller(
        fatima,
        OIL | {"variant": {"price_centimes": 120_00, "content_unit": "ml"}},
        AMLOU | {"variant": {"price_centimes": 80_00, "weight_grams": 1200}},
    )


@pytest.fixture
def dairy(carrier: str) -> Seller:
    """Goat cheese at 35 DH, from Essaouira too."""
    return a_settled_seller(
        make_person(),
        {
            "names": {"ar": "جبن الماعز", "fr": "Fromage de chèvre"},
            "category": "goat-cheese",
            "shelf_life_days": 20,
            "variant": {"price_centimes": 35_00, "weight_grams": 250},
        },
    )


@pytest.fixture
def omar(db) -> Person:
    """The second person of the desk."""
    return make_person(email="omar@twiza.example", name="عمر العلوي", role=Role.DESK)
