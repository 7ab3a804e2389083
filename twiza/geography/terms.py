"""What the geography hands out: frozen cards that a page can show without another query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal

MAP_CREDIT = "© OpenStreetMap contributors, ODbL"


class UnknownCommune(Refusal):
    """What was typed or chosen is not one of the 1,503 communes."""

    sentence = _("This commune does not exist. Type a few letters of its name and choose it from the list.")
    field = "commune"


@dataclass(frozen=True, slots=True)
class RegionCard:
    """One of the 12 regions; `names` by language: ar, fr, en, zgh."""

    code: str
    slug: str
    names: Mapping[str, str]
    population_2014: int | None
    population_2024: int


@dataclass(frozen=True, slots=True)
class ProvinceCard:
    """One of the 75 provinces (`kind` "province") and prefectures ("prefecture")."""

    code: str
    slug: str
    kind: str
    names: Mapping[str, str]
    region_code: str
    population_2014: int | None
    population_2024: int


@dataclass(frozen=True, slots=True)
class CommuneCard:
    """One of the 1,503 communes, with the names of its province and region; the point is None for 94 of them."""

    code: str
    slug: str
    names: Mapping[str, str]
    province_code: str
    province_names: Mapping[str, str]
    region_code: str
    region_names: Mapping[str, str]
    urban: bool
    population_2024: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class ProvinceShape:
    """A province on a drawn map: `path` is the `d` of an SVG path in its frame; (x, y) is a place for its name."""

    code: str
    slug: str
    names: Mapping[str, str]
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CommunePoint:
    code: str
    slug: str
    names: Mapping[str, str]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class RegionMap:
    """A region to be drawn in `viewBox="0 0 {width} {height}"`, north up; `credit` must stand beside the drawing."""

    region: RegionCard
    width: float
    height: float
    provinces: tuple[ProvinceShape, ...]
    communes: tuple[CommunePoint, ...]
    credit: str = MAP_CREDIT
