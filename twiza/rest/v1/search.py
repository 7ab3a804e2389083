"""Finding goods in a word, whatever script, language or spelling; and what to offer while somebody types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.kernel.text import pick
from twiza.rest.v1.found import find_products
from twiza.rest.v1.limits import InTenSeconds
from twiza.rest.v1.products import ProductItem, cooperative_id, product_item
from twiza.rest.v1.shapes import Asked, Listed, language_of, next_page, page_url
from twiza.search import api as index

router = Router(tags=["search"], throttle=[InTenSeconds("search", 500)])
suggesting = Router(tags=["search"], throttle=[InTenSeconds("suggest", 1500)])
LONGEST = 200


class FacetCount(Schema):
    code: str
    count: int


class Results(Listed):
    items: list[ProductItem]
    corrected: str = Field(description="A spelling that would find, or empty")
    loosened: bool = Field(description="Nothing had all the words: these have most of them")
    facets: dict[str, list[FacetCount]] | None


class Wanted(Asked):
    q: str = Field("", description="Words in Arabic, French, English, Darija or Tifinagh; 200 characters are read")
    page: int = Field(1, ge=1, description="Which page, from 1, within the first 10,000 results")
    category: str | None = Field(None, description="Code of a category; its whole subtree counts")
    commune: str | None = Field(None, description="Official code of a commune: only what comes from there")
    province: str | None = None
    region: str | None = None
    cooperative: str | None = Field(None, description="Slug of a cooperative")
    designation: str | None = Field(None, description="Code of a protected designation")
    in_stock: bool = False
    min_centimes: int | None = Field(None, ge=0, le=10**12)
    max_centimes: int | None = Field(None, ge=0, le=10**12)
    near: str | None = Field(None, description="Official code of a commune: what is made close to it comes first")
    sort: str = Field("best", pattern="^(best|new|price|price_down)$")
    facets: bool = Field(False, description="Count what each further choice would show")


@router.get("", response=Results, summary="Goods by words")
def search_products(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    language = language_of(request, wanted.language)
    page = find_products(
        index.Question(
            text=wanted.q[:LONGEST].strip(),
            language=language,
            filter=_filter(wanted),
            sort=wanted.sort,
            page=wanted.page,
            page_size=wanted.page_size,
            near=geography.commune(wanted.near).code if wanted.near else None,
            facets=wanted.facets,
        )
    )
    if wanted.page == 1:
        index.note_search(wanted.q, language, page.count)
    return {
        "count": page.count,
        "items": [product_item(card, language) for card in page.items],
        "next": next_page(request, page.next),
        "corrected": page.found.corrected,
        "loosened": page.found.loosened,
        "facets": _facets(page.found) if wanted.facets else None,
    }


def _filter(wanted: Wanted) -> index.Filter:
    return index.Filter(
        category=wanted.category,
        commune=geography.commune(wanted.commune).code if wanted.commune else None,
        province=wanted.province,
        region=wanted.region,
        cooperative=str(cooperative_id(wanted.cooperative)) if wanted.cooperative else None,
        designation=wanted.designation,
        in_stock=wanted.in_stock,
        min_centimes=wanted.min_centimes,
        max_centimes=wanted.max_centimes,
    )


def _facets(found: index.Found) -> dict[str, list[dict[str, Any]]]:
    """`price` is a span, not a count: whoever wants it asks for the cheapest and the dearest first."""
    named = {name: values for name, values in found.facets.items() if name != "price"}
    return {name: [{"code": code, "count": n} for code, n in values] for name, values in named.items()}


class SuggestionItem(Schema):
    kind: str = Field(description="product, category, cooperative or commune")
    code: str = Field(description="The slug of a product or cooperative, the code of a category or commune")
    name: str
    url: str


class Suggestions(Schema):
    items: list[SuggestionItem]


@suggesting.get("", response=Suggestions, summary="What to offer while somebody types")
def suggest(
    request: HttpRequest, q: str, language: str | None = None, limit: int = Query(8, ge=1, le=20)
) -> dict[str, Any]:
    language, typed = language_of(request, language), q[:100].strip()
    found = index.suggest(typed, language=language, limit=limit) if typed else []
    seen = _seen(found)
    items = [
        {"kind": one.kind, "code": code, "name": pick(one.names, language), "url": _address(one.kind, code, language)}
        for one in found
        if (code := seen.get((one.kind, one.key)))
    ]
    return {"items": items}


def _seen(found: list[index.Suggestion]) -> dict[tuple[str, str], str]:
    """The code of each that everybody may see, by (kind, key)."""
    keys = {kind: [one.key for one in found if one.kind == kind] for kind in {one.kind for one in found}}
    goods = catalog.product_cards(int(key) for key in keys.get("product", ())) if "product" in keys else {}
    sellers = cooperatives.public_names(int(key) for key in keys["cooperative"]) if "cooperative" in keys else {}
    return (
        {("product", str(card.id)): card.slug for card in goods.values()}
        | {("cooperative", str(one.id)): one.slug for one in sellers.values()}
        | {("category", code): code for code in keys.get("category", ()) if catalog.category(code)}
        | {("commune", code): code for code in keys.get("commune", ())}
    )


def _address(kind: str, code: str, language: str) -> str:
    if kind == "commune":
        return f"{page_url('shop:search', language)}?near={code}"
    return page_url(f"shop:{kind}", language, code)
