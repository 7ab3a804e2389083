from __future__ import annotations

import re
from pathlib import Path

import pytest

from twiza.geography import api as geography
from twiza.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db
MAPS = Path(__file__).resolve().parents[2] / "data" / "geography" / "maps"


def test_cards() -> None:
    card = geography.commune("07.041.01.01")
    assert (card.slug, card.province_code, card.province_names["fr"]) == ("ait-ourir", "07.041", "Al Haouz")
    assert (card.region_code, card.region_names["ar"], card.urban) == ("07", "مراكش-آسفي", True)
    assert len(geography.regions()) == 12
    assert len(geography.provinces()) == 75
    assert [p.names["fr"] for p in geography.provinces("12")] == ["Aousserd", "Oued Ed-Dahab"]
    assert list(geography.commune_cards(["07.041.01.01", "nowhere"])) == ["07.041.01.01"]


@pytest.mark.parametrize("code", ["", "7", "07.041.01.99", "ait ourir"])
def test_a_commune_that_does_not_exist_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(geography.UnknownCommune) as refused:
        geography.commune(code)
    assert refused.value.field == "commune"


def test_slugs_are_unique_at_each_level() -> None:
    for cards in (geography.regions(), geography.provinces()):
        assert len({c.slug for c in cards}) == len(cards)


def test_distance() -> None:
    rabat, casablanca = geography.find_communes("Rabat")[0], geography.find_communes("Casablanca")[0]
    assert geography.distance_km(rabat, casablanca) == pytest.approx(87, abs=6)
    assert geography.distance_km(rabat, rabat) == 0
    assert not geography.same_region(rabat, casablanca)
    medina = geography.find_communes("Méchouar de Casablanca")[0]
    assert geography.same_province(casablanca, medina)
    nowhere = next(c for c in geography.find_communes("a", limit=2000) if c.latitude is None)
    assert geography.distance_km(rabat, nowhere) is None
    assert geography.distance_km(nowhere, nowhere) == 0


def test_each_region_has_its_map_of_all_its_provinces_in_one_frame() -> None:
    drawn = 0
    for region in geography.regions():
        shape = geography.region_map(region.code)
        assert [p.code for p in shape.provinces] == [p.code for p in geography.provinces(region.code)]
        assert max(shape.width, shape.height) == 1000
        for province in shape.provinces:
            assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", province.path)
            assert 0 < province.x < shape.width
            assert 0 < province.y < shape.height
        inside = [c for c in shape.communes if -10 <= c.x <= shape.width + 10 and -10 <= c.y <= shape.height + 10]
        assert len(inside) == len(shape.communes)
        drawn += len(inside)
        assert shape.credit == "© OpenStreetMap contributors, ODbL"
    assert drawn == 1409


def test_a_map_shows_places_where_they_are() -> None:
    """Safi lies at the sea, west of Marrakech; Essaouira south of Safi."""
    points = {c.slug: c for c in geography.region_map("07").communes}
    assert points["safi"].x < points["marrakech"].x
    assert points["safi"].y < points["essaouira"].y


def test_no_region_has_no_map() -> None:
    with pytest.raises(NotFound):
        geography.region_map("../../secret")


def test_the_maps_stay_small() -> None:
    assert sum(path.stat().st_size for path in MAPS.iterdir()) < 120_000
