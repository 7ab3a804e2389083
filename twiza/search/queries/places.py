"""What is near a commune: the commune, then its province, then its region."""

from __future__ import annotations

from functools import lru_cache

from twiza.search.models import Entry
from twiza.search.queries.ranking import NEAR_COMMUNE, NEAR_PROVINCE, NEAR_REGION


def places_near(commune: str | None) -> tuple[tuple[str, str, float], ...]:
    """(facet, code, points); only the commune itself where the index knows no more of it."""
    return _places(commune[:20]) if commune else ()


@lru_cache(2_000)
def _places(commune: str) -> tuple[tuple[str, str, float], ...]:
    there = Entry.objects.filter(kind="commune", key=commune, gone=False)
    province, region = there.values_list("province", "region").first() or ("", "")
    return (
        ("commune", commune, NEAR_COMMUNE),
        ("province", province, NEAR_PROVINCE),
        ("region", region, NEAR_REGION),
    )
