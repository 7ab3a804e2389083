"""The 1,503 communes, by what people type."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from twiza.geography import api as geography
from twiza.kernel.text import pick
from twiza.rest.v1.shapes import Listed, Place, language_of

router = Router(tags=["communes"])


class Commune(Schema):
    code: str
    slug: str
    name: str
    names: dict[str, str]
    province: Place
    region: Place
    urban: bool
    population_2024: int
    latitude: float | None
    longitude: float | None


class CommuneList(Listed):
    items: list[Commune]


class Asked(Schema):
    q: str = Field(..., min_length=1, max_length=100, description="A name, or its beginning, in either script")
    limit: int = Field(10, ge=1, le=50)
    language: str | None = None


@router.get("", response=CommuneList, summary="Communes by name")
def list_communes(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    language = language_of(request, asked.language)
    found = geography.find_communes(asked.q, limit=asked.limit)
    return {"count": len(found), "items": [shape(c, language) for c in found], "next": None}


def shape(commune: geography.CommuneCard, language: str) -> dict[str, Any]:
    return {
        "code": commune.code,
        "slug": commune.slug,
        "name": pick(commune.names, language),
        "names": dict(commune.names),
        "province": {"code": commune.province_code, "name": pick(commune.province_names, language)},
        "region": {"code": commune.region_code, "name": pick(commune.region_names, language)},
        "urban": commune.urban,
        "population_2024": commune.population_2024,
        "latitude": commune.latitude,
        "longitude": commune.longitude,
    }
