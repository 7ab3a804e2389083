from __future__ import annotations

import time

import pytest
from django.db.models import Sum

from twiza.geography import api as geography
from twiza.geography.models import Arrondissement, Commune, Province, Region

pytestmark = pytest.mark.django_db
COUNTRY_2024, COUNTRY_2014 = 36_828_330, 33_848_242


def people(rows, column: str = "population_2024") -> int:
    return rows.aggregate(n=Sum(column))["n"]


def test_there_are_12_regions_75_provinces_1503_communes_41_arrondissements() -> None:
    assert Region.objects.count() == 12
    assert Province.objects.filter(kind="province").count() == 62
    assert Province.objects.filter(kind="prefecture").count() == 13
    assert Commune.objects.filter(urban=True).count() == 242
    assert Commune.objects.filter(urban=False).count() == 1261
    assert Arrondissement.objects.count() == 41


@pytest.mark.parametrize("level", [Region, Province, Commune])
def test_the_country_is_whole_at_each_level(level) -> None:
    assert people(level.objects) == COUNTRY_2024
    assert people(level.objects, "population_2014") == COUNTRY_2014


def test_each_level_is_the_sum_of_the_one_below() -> None:
    for region in Region.objects.all():
        assert people(Province.objects.filter(region=region)) == region.population_2024
        assert people(Province.objects.filter(region=region), "population_2014") == region.population_2014
    for province in Province.objects.all():
        assert people(Commune.objects.filter(province=province)) == province.population_2024
        assert people(Commune.objects.filter(province=province), "population_2014") == province.population_2014


def test_a_city_of_arrondissements_is_their_sum_and_lies_in_its_prefecture() -> None:
    casablanca = Commune.objects.get(code="06.141.01.0")
    assert casablanca.province.names["fr"] == "Casablanca"
    assert Arrondissement.objects.filter(commune=casablanca).count() == 16
    for code in Arrondissement.objects.values_list("commune", flat=True).distinct():
        city = Commune.objects.get(code=code)
        assert people(Arrondissement.objects.filter(commune=city)) == city.population_2024
    assert not Province.objects.filter(code__startswith="06.141.").exists()


def test_four_communes_had_no_population_of_their_own_in_2014() -> None:
    missing = Commune.objects.filter(population_2014=None).values_list("slug", flat=True)
    assert sorted(missing) == ["aghouinite", "lagouira", "mijik", "zoug"]


def test_names_in_both_scripts_everywhere_and_in_tifinagh_where_known() -> None:
    for level in (Region, Province, Commune, Arrondissement):
        for row in level.objects.all():
            assert row.names["ar"], row.code
            assert row.names["fr"], row.code
            assert row.names["en"], row.code
    assert [r.code for r in Region.objects.all() if "zgh" in r.names] == [f"{n:02d}" for n in range(1, 13)]
    assert sum("zgh" in p.names for p in Province.objects.all()) == 16
    assert Region.objects.get(code="07").names == {
        "ar": "مراكش-آسفي",
        "fr": "Marrakech-Safi",
        "en": "Marrakesh-Safi",
        "zgh": "ⵎⵕⵕⴰⴽⵛ-ⴰⵙⴼⵉ",
    }
    assert Commune.objects.get(code="01.571.01.11").names["en"] == "Tetouan"


def test_known_points_lie_in_morocco() -> None:
    known = Commune.objects.exclude(latitude=None)
    assert known.count() == 1409
    assert not known.exclude(latitude__range=(20.7, 36.0), longitude__range=(-17.2, -0.9)).exists()
    assert not Commune.objects.filter(latitude=None).exclude(longitude=None).exists()


def test_loading_again_changes_nothing_is_quick_and_mends_what_was_changed() -> None:
    before = [list(level.objects.values()) for level in (Region, Province, Commune, Arrondissement)]
    Commune.objects.filter(code="07.041.01.01").update(names={"ar": "x"}, population_2024=1)
    start = time.perf_counter()
    counted = geography.load_geography()
    took = time.perf_counter() - start
    assert counted == {"region": 12, "province": 75, "commune": 1503, "arrondissement": 41}
    assert [list(level.objects.values()) for level in (Region, Province, Commune, Arrondissement)] == before
    assert took < 2
