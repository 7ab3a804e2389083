from __future__ import annotations

import pytest

from tests.make.ordering import Seller, a_carrier, a_seller
from tests.make.people import make_person
from twiza.people.api import Person


@pytest.fixture
def carrier(db) -> str:
    return a_carrier()


@pytest.fixture
def tifawin(carrier: str, fatima: Person) -> Seller:
    """An argan cooperative of Smimou: an oil at 120 DH (0.4 kg) and amlou at 80 DH (1.2 kg), ten of each."""
    return a_seller(
        fatima,
        {
            "names": {"ar": "زيت الأركان", "fr": "Huile d’argan", "en": "Argan oil"},
            "category": "argan-oil",
            "variant": {"price_centimes": 120_00, "content_unit": "ml"},
        },
        {
            "names": {"ar": "أملو باللوز", "fr": "Amlou aux amandes", "en": "Almond amlou"},
            "category": "amlou",
            "variant": {"price_centimes": 80_00, "content_amount": 1000, "weight_grams": 1200},
        },
        names={"ar": "تعاونية تيفاوين", "fr": "Coopérative Tifawin"},
    )


@pytest.fixture
def weavers(carrier: str) -> Seller:
    """Carpets of Taznakht, made to the buyer's measures in ten days at 900 DH."""
    return a_seller(
        make_person(name="Itto", language="fr", phone="+212667000001"),
        {
            "names": {"ar": "زربية", "fr": "Tapis", "en": "Carpet"},
            "category": "carpets",
            "made_to_order": True,
            "personalised": True,
            "lead_days": 10,
            "shelf_life_days": None,
            "variant": {"price_centimes": 900_00, "content_amount": 1, "content_unit": "piece", "weight_grams": 4500},
        },
        names={"ar": "تعاونية النساجات", "fr": "Coopérative des Tisseuses"},
        commune="Taznakht",
    )


@pytest.fixture
def dairy(carrier: str) -> Seller:
    """Goat cheese, which spoils, at 35 DH; three left."""
    return a_seller(
        make_person(name="حسن", phone="+212667000002"),
        {
            "names": {"ar": "جبن الماعز", "fr": "Fromage de chèvre", "en": "Goat cheese"},
            "category": "goat-cheese",
            "shelf_life_days": 20,
            "variant": {"price_centimes": 35_00, "on_hand": 3, "content_amount": 200, "weight_grams": 250},
        },
        names={"ar": "تعاونية الجبل", "fr": "Coopérative de la Montagne"},
        commune="Amizmiz",
    )
