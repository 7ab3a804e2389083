"""How many products each further choice would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Count, F, Max, Min, QuerySet, Value, When
from django.db.models.functions import Cast

from twiza.catalog.models import Product
from twiza.catalog.queries.categories import category, category_tree, designation
from twiza.catalog.queries.lists import facet_filters, narrowed
from twiza.catalog.queries.tags import note_list
from twiza.catalog.queries.views import Facets, FacetValue, ProductFilter
from twiza.geography.api import commune_cards

_NUMBER, _TEXT = BigIntegerField(), CharField(max_length=80)


def facets(filter: ProductFilter | None = None) -> Facets:
    """Every facet of the list that the filter gives, in two queries."""
    filter = filter or ProductFilter()
    note_list(filter)
    numbers = _count(filter)
    communes = [code for kind, code in numbers if kind == "place" and code]
    places = _places(filter, {code: numbers["place", code] for code in communes})
    stock = numbers.get(("stock", "1"), 0)
    return Facets(
        categories=_categories(filter, numbers),
        regions=places["region"],
        provinces=places["province"],
        communes=places["commune"],
        designations=_designations(filter, numbers),
        in_stock=stock,
        lowest_centimes=next((n for (kind, _), n in numbers.items() if kind == "low"), None),
        highest_centimes=next((n for (kind, _), n in numbers.items() if kind == "high"), None),
    )


def _count(filter: ProductFilter) -> dict[tuple[str, str | None], int]:
    """All facets in one statement: each counts under a filter of its own, so they are joined by UNION ALL."""
    without = facet_filters(filter)
    stock = Case(When(in_stock=True, then=Value("1")), default=Value("0"))
    claimed = narrowed(without["designation"]).filter(designations__lapsed=False)
    parts = [
        _part("category", narrowed(without["category"]), F("category_id"), Count("pk")),
        _part("place", narrowed(without["place"]), F("origin_id"), Count("pk")),
        _part("designation", claimed, F("designations__designation_id"), Count("pk", distinct=True)),
        _part("stock", narrowed(without["stock"]), stock, Count("pk")),
        _part("low", narrowed(without["price"]), F("status"), Min("lowest_price_centimes")),
        _part("high", narrowed(without["price"]), F("status"), Max("lowest_price_centimes")),
    ]
    return {(kind, key): number for kind, key, number in parts[0].union(*parts[1:], all=True)}


def _part(kind: str, products: QuerySet[Product], key: Any, number: Any) -> QuerySet[Product, tuple[str, str, int]]:
    return (
        products.order_by()
        .annotate(facet=Value(kind, output_field=_TEXT), key=Cast(key, _TEXT))
        .values("facet", "key")
        .annotate(number=Cast(number, _NUMBER))
        .values_list("facet", "key", "number")
    )


def _categories(filter: ProductFilter, numbers: dict[tuple[str, str | None], int]) -> list[FacetValue]:
    chosen = category(filter.category) if filter.category else None
    values = []
    for node in chosen.children if chosen else category_tree():
        count = sum(numbers.get(("category", code), 0) for code in node.subtree())
        if count:
            values.append(FacetValue(node.code, node.names, count, chosen=False))
    return values


def _places(filter: ProductFilter, by_commune: dict[str, int]) -> dict[str, list[FacetValue]]:
    cards = commune_cards(by_commune)
    counts: dict[str, Counter[str]] = {"region": Counter(), "province": Counter(), "commune": Counter()}
    names: dict[tuple[str, str], Mapping[str, str]] = {}
    inside = cards.get(filter.commune or "")
    province = filter.province or (inside.province_code if inside else None)
    region = filter.region or next((c.region_code for c in cards.values() if c.province_code == province), None)
    for code, card in cards.items():
        steps = [("region", card.region_code, card.region_names)]
        if card.region_code == region:
            steps.append(("province", card.province_code, card.province_names))
        if card.province_code == province:
            steps.append(("commune", code, card.names))
        for level, place, called in steps:
            counts[level][place] += by_commune[code]
            names[level, place] = called
    chosen = {"region": region, "province": province, "commune": filter.commune}
    return {
        level: [
            FacetValue(place, dict(names[level, place]), count, chosen=place == chosen[level])
            for place, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        ]
        for level, found in counts.items()
    }


def _designations(filter: ProductFilter, numbers: dict[tuple[str, str | None], int]) -> list[FacetValue]:
    found = [(code, n) for (kind, code), n in numbers.items() if kind == "designation" and code]
    return [
        FacetValue(code, card.names, count, chosen=code == filter.designation)
        for code, count in sorted(found, key=lambda item: (-item[1], item[0]))
        if (card := designation(code))
    ]
