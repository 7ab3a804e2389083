"""Regions, provinces and communes as cards."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from twiza.geography.models import Commune, Province, Region
from twiza.geography.queries.memory import remembered
from twiza.geography.terms import CommuneCard, ProvinceCard, RegionCard, UnknownCommune

EARTH_KM = 6371.0088


@remembered
def _regions() -> dict[str, RegionCard]:
    return {
        r.code: RegionCard(r.code, r.slug, r.names, r.population_2014, r.population_2024) for r in Region.objects.all()
    }


@remembered
def _provinces() -> dict[str, ProvinceCard]:
    return {
        p.code: ProvinceCard(p.code, p.slug, p.kind, p.names, p.region_id, p.population_2014, p.population_2024)
        for p in Province.objects.all()
    }


@remembered
def all_communes() -> dict[str, CommuneCard]:
    """Every commune by code. Not to be changed by who reads it."""
    regions, provinces, found = _regions(), _provinces(), {}
    for c in Commune.objects.all():
        province = provinces[c.province_id]
        region = regions[province.region_code]
        found[c.code] = CommuneCard(
            code=c.code,
            slug=c.slug,
            names=c.names,
            province_code=province.code,
            province_names=province.names,
            region_code=region.code,
            region_names=region.names,
            urban=c.urban,
            population_2024=c.population_2024,
            latitude=c.latitude,
            longitude=c.longitude,
        )
    return found


def regions() -> list[RegionCard]:
    """The 12 regions in the official order."""
    return list(_regions().values())


def provinces(region: str | None = None) -> list[ProvinceCard]:
    """The 75 provinces and prefectures, or those of one region (its code)."""
    return [p for p in _provinces().values() if region in (None, p.region_code)]


def commune(code: str) -> CommuneCard:
    """The commune of this official code. Refuses UnknownCommune."""
    try:
        return all_communes()[code]
    except KeyError:
        raise UnknownCommune() from None


def communes() -> list[CommuneCard]:
    """Every commune, by code."""
    return list(all_communes().values())


def commune_cards(codes: Iterable[str]) -> dict[str, CommuneCard]:
    """Cards by code; a code that is no commune is left out."""
    known = all_communes()
    return {code: known[code] for code in codes if code in known}


def distance_km(one: CommuneCard, other: CommuneCard) -> float | None:
    """Great-circle distance in km between the points of two communes; None where a point is not known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return 0.0 if one.code == other.code else None
    a, b = radians(one.latitude or 0), radians(other.latitude or 0)
    along = radians((other.longitude or 0) - (one.longitude or 0))
    chord = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(along / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))


def same_province(one: CommuneCard, other: CommuneCard) -> bool:
    return one.province_code == other.province_code


def same_region(one: CommuneCard, other: CommuneCard) -> bool:
    return one.region_code == other.region_code
