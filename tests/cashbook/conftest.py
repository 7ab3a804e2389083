from __future__ import annotations

import pytest

from tests.make.catalog import a_product, only_variant
from twiza.catalog.api import Variant


@pytest.fixture
def oil(tifawin, fatima) -> Variant:
    """Argan oil of Tifawin at 120 DH, ten on the shelf."""
    return only_variant(
        a_product(
            tifawin.pk,
            by=fatima,
            names={"ar": "زيت الأركان", "fr": "Huile d’argan"},
            category="argan-oil",
            variant={"price_centimes": 120_00, "content_unit": "ml"},
        )
    )


@pytest.fixture
def rug(atlas, hassan) -> Variant:
    """A rug of Atlas, the other cooperative, made to order."""
    return only_variant(
        a_product(
            atlas.pk,
            by=hassan,
            names={"ar": "زربية", "fr": "Tapis"},
            category="carpets",
            made_to_order=True,
            lead_days=10,
            shelf_life_days=None,
            variant={"price_centimes": 900_00, "content_amount": 1, "content_unit": "piece", "weight_grams": 4500},
        )
    )
