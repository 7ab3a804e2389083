"""What else a list could be narrowed to, each with its number, and what it is narrowed to now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.kernel.text import LANGUAGES
from twiza.search import api as index
from twiza.web.kit.gate import now

MOST = 40  # of one facet: a longer select is no help
Names = Mapping[str, str]
Counts = Iterable[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice and how many goods it would show. `chosen`: the list is narrowed to it already."""

    code: str
    names: Names
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """`categories` are the children of the chosen one, or the roots; places below the chosen region and province."""

    categories: list[Choice]
    regions: list[Choice]
    provinces: list[Choice]
    communes: list[Choice]
    designations: list[Choice]
    cooperatives: list[Choice]
    in_stock: int | None


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing in force, and the address of the page without it."""

    said: Names | str | Promise
    url: str
    parameter: str


def choices(found: Mapping[str, Counts], chosen: index.Filter, sellers: Mapping[int, Any]) -> Choices:
    """The counts of the index with their names; `sellers` are cards of cooperatives by id."""
    counted = {name: list(values) for name, values in found.items()}
    regions = {r.code: r.names for r in geography.regions()}
    provinces = {p.code: p for p in geography.provinces()}
    region = chosen.region or (provinces[chosen.province].region_code if chosen.province in provinces else None)
    inside = {code: p.names for code, p in provinces.items() if p.region_code == region}
    communes = geography.commune_cards(code for code, _n in counted.get("commune", ()))
    close = {code: c.names for code, c in communes.items() if chosen.province == c.province_code}
    labels = {d.code: d.names for d in catalog.designations()}
    names = {str(pk): card.names for pk, card in sellers.items()}
    return Choices(
        categories=_categories(counted.get("category", ()), chosen.category),
        regions=_named(counted.get("region", ()), regions, region),
        provinces=_named(counted.get("province", ()), inside, chosen.province),
        communes=_named(counted.get("commune", ()), close, chosen.commune),
        designations=_named(counted.get("designation", ()), labels, chosen.designation),
        cooperatives=_named(counted.get("cooperative", ()), names, chosen.cooperative),
        in_stock=next((n for code, n in counted.get("in_stock", ()) if code == "1"), None),
    )


def _named(counts: Counts, names: Mapping[str, Names], chosen: str | None) -> list[Choice]:
    known = [Choice(code, names[code], n, code == chosen) for code, n in counts if n and code in names]
    return sorted(known, key=lambda one: (not one.chosen, -one.count, one.code))[:MOST]


def _categories(counts: Counts, chosen: str | None) -> list[Choice]:
    numbers = dict(counts)
    node = catalog.category(chosen) if chosen else None
    below = node.children if node else catalog.category_tree()
    return [Choice(child.code, child.names, n, False) for child in below if (n := numbers.get(child.code, 0))]


def sellers_of(codes: Iterable[str]) -> dict[int, Any]:
    """The cards of cooperatives that a facet or a hit names; one query, none where nobody is named."""
    ids = {int(code) for code in codes if code.isascii() and code.isdecimal() and len(code) < 16}
    return cooperatives.cooperative_cards(ids, on=day_of(now())) if ids else {}


def chips(request: HttpRequest, found: Choices, chosen: index.Filter) -> list[Chip]:
    """What is in force of the codes in the address: each is taken off by its chip, a region with its provinces."""
    rows: list[tuple[str, list[Choice], tuple[str, ...]]] = [
        ("category", [], ("category",)),
        ("region", found.regions, ("region", "province", "commune")),
        ("province", found.provinces, ("province", "commune")),
        ("commune", found.communes, ("commune",)),
        ("label", found.designations, ("label",)),
        ("cooperative", found.cooperatives, ("cooperative",)),
    ]
    shown = []
    for parameter, values, dropped in rows:
        code = request.GET.get(parameter, "")[:80]
        if not code:
            continue
        node = catalog.category(code) if parameter == "category" else None
        names = node.names if node else next((v.names for v in values if v.code == code), None)
        shown.append(Chip(names or dict.fromkeys(LANGUAGES, code), without(request, *dropped), parameter))
    return shown


def without(request: HttpRequest, *parameters: str) -> str:
    """The query string of this page without these parameters, from its first page on."""
    left = request.GET.copy()
    for name in (*parameters, "after"):
        left.pop(name, None)
    return "?" + left.urlencode()
