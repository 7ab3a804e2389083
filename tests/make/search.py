"""Things to be found, made through `index_many`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from twiza.catalog.api import searchable_categories
from twiza.config.finding import searchable_communes
from twiza.search.api import Facets, Searchable, catch_up, index_many

OIL = {"ar": "زيت الأركان", "fr": "Huile d'argane", "en": "Argan oil"}
AMLOU = {"ar": "أملو باللوز", "fr": "Amlou aux amandes", "en": "Almond amlou"}
RUG = {"ar": "زربية تازناخت", "fr": "Tapis de Taznakht", "en": "Taznakht rug"}


def thing(key: str, names: dict[str, str], *, kind: str = "product", seller: str = "1", **fields: Any) -> Searchable:
    fields = {"price_centimes": 10_000, "facets": Facets(cooperative=seller)} | fields
    return Searchable(kind, key, names, seller=seller, **fields)


def a_market(now: datetime) -> list[Searchable]:
    """Three goods and their maker: oil, amlou with oil in it, a rug."""
    return [
        thing(
            "1",
            OIL,
            description=["Pressée à froid par les femmes de Tidzi"],
            category=["Huiles", "زيوت"],
            facets=Facets(
                categories=["food", "oils"], region="07", province="07.211", commune="07.211.01.09", cooperative="1"
            ),
            price_centimes=12_000,
            fresh_at=now - timedelta(days=200),
        ),
        thing(
            "2",
            AMLOU,
            words=["Amandes, miel, huile d'argane", "لوز وعسل وزيت الأركان"],
            facets=Facets(categories=["food", "spreads"], region="07", cooperative="1"),
            price_centimes=6_000,
            fresh_at=now - timedelta(days=150),
        ),
        thing(
            "3",
            RUG,
            seller="2",
            description=["Laine de mouton, 100 % naturelle"],
            facets=Facets(categories=["crafts", "rugs"], region="05", cooperative="2"),
            price_centimes=90_000,
            fresh_at=now - timedelta(days=120),
        ),
        thing(
            "tidzi",
            {"fr": "Coopérative Tidzi", "ar": "تعاونية تيدزي"},
            kind="cooperative",
            description=["argan"],
            price_centimes=None,
        ),
    ]


def into_the_index(things: Sequence[Searchable], now: datetime) -> None:
    """Written, numbered, and taken over by the replica of this test."""
    index_many(things, now=now)
    catch_up(now)


def shelves_and_places(now: datetime, *communes: str) -> None:
    """All shelves, and the communes of these codes, to be suggested."""
    places = [thing for thing in searchable_communes() if thing.key in communes]
    index_many([*searchable_categories(), *places], now=now)
