"""What everybody may use of the geography: regions, provinces and prefectures, communes, distances, drawn maps."""

from twiza.geography.actions.load_geography import load_geography
from twiza.geography.queries.cards import (
    commune,
    commune_cards,
    communes,
    distance_km,
    provinces,
    regions,
    same_province,
    same_region,
)
from twiza.geography.queries.lookup import find_communes
from twiza.geography.queries.maps import region_map
from twiza.geography.terms import (
    MAP_CREDIT,
    CommuneCard,
    CommunePoint,
    ProvinceCard,
    ProvinceShape,
    RegionCard,
    RegionMap,
    UnknownCommune,
)

__all__ = [
    "MAP_CREDIT",
    "CommuneCard",
    "CommunePoint",
    "ProvinceCard",
    "ProvinceShape",
    "RegionCard",
    "RegionMap",
    "UnknownCommune",
    "commune",
    "commune_cards",
    "communes",
    "distance_km",
    "find_communes",
    "load_geography",
    "provinces",
    "region_map",
    "regions",
    "same_province",
    "same_region",
]
