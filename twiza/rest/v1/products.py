"""Products on sale, and every price that they ever showed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.kernel.text import pick
from twiza.law.api import withdrawal_exception
from twiza.rest.v1.found import FoundPage, find_products
from twiza.rest.v1.shapes import Asked, Listed, Place, language_of, next_page, page_url
from twiza.search import api as search

router = Router(tags=["products"])


class Seller(Schema):
    slug: str
    name: str
    url: str


class UnitPrice(Schema):
    centimes: int
    per: str = Field(description="kg, l, m or piece")


class ProductItem(Schema):
    id: int
    slug: str
    sku: str
    name: str
    url: str
    price_centimes: int
    unit_price: UnitPrice | None
    cooperative: Seller
    commune: Place | None
    category: str
    in_stock: bool
    made_to_order: bool


class ProductList(Listed):
    items: list[ProductItem]


class PriceComposition(Schema):
    """Where a price goes, as the cooperative states it: the parts sum to `price_centimes`, maybe an older price."""

    since: datetime
    price_centimes: int
    work_centimes: int = Field(description="The members: their work, and what they bring")
    materials_centimes: int
    packaging_centimes: int
    share_centimes: int = Field(description="The cooperative's own share: its costs and reserves")
    commission_centimes: int
    commission_vat_centimes: int
    vat_centimes: int = Field(description="VAT of the goods")


class PriceInBooks(Schema):
    """Where the money of what was sold went, by the books, from one day to another; without delivery."""

    since: date
    until: date
    sold_centimes: int
    commission_centimes: int
    commission_vat_centimes: int
    cooperative_centimes: int
    members_centimes: int | None = Field(description="Of the cooperative's; null while it has shared nothing")


class Variant(Schema):
    id: int
    sku: str
    label: str
    price_centimes: int
    unit_price: UnitPrice | None
    content_amount: int
    content_unit: str
    weight_grams: int
    available: int
    price_composition: PriceComposition | None


class Product(Schema):
    id: int
    slug: str
    name: str
    description: str
    composition: str
    url: str
    price_centimes: int
    cooperative: Seller
    category: str
    origin: Place | None
    in_stock: bool
    made_to_order: bool
    lead_days: int
    personalised: bool = Field(description="Made to the buyer's own measures or wishes: no change of mind")
    warranty_months: int = Field(description="Promised beyond the guarantee of the law; 0: nothing")
    warranty_terms: str
    withdrawal_exception: str = Field(description="Why it can't be withdrawn from (law 31-08 art. 38), or empty")
    variants: list[Variant]
    price_in_books: PriceInBooks | None
    statement_differs: bool = Field(description="The books say otherwise than the price compositions")


class Price(Schema):
    price_centimes: int
    since: datetime
    until: datetime | None


class PriceHistory(Schema):
    sku: str
    prices: list[Price]


class Wanted(Asked):
    page: int = Field(1, ge=1, le=10_000, description="Which page, from 1")
    q: str = Field("", max_length=200, description="Words of the name, in any language")
    category: str | None = Field(None, description="Code of a category; its whole subtree counts")
    commune: str | None = Field(None, description="Official code of a commune")
    province: str | None = None
    region: str | None = None
    cooperative: str | None = Field(None, description="Slug of a cooperative")
    in_stock: bool = False


@router.get("", response=ProductList, summary="Products on sale")
def list_products(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    language = language_of(request, wanted.language)
    chosen = catalog.ProductFilter(
        category=wanted.category,
        commune=geography.commune(wanted.commune).code if wanted.commune else None,
        province=wanted.province,
        region=wanted.region,
        cooperative=cooperative_id(wanted.cooperative) if wanted.cooperative else None,
        in_stock=wanted.in_stock,
    )
    listing: FoundPage | catalog.Listing
    if wanted.q.strip():
        listing = _with_words(wanted, chosen, language)
    else:
        listing = catalog.numbered_page(chosen, page=wanted.page, page_size=wanted.page_size)
    return {
        "count": listing.count,
        "items": [product_item(card, language) for card in listing.items],
        "next": next_page(request, listing.next),
    }


def _with_words(wanted: Wanted, chosen: catalog.ProductFilter, language: str) -> FoundPage:
    """The same goods in the same order as `/search`."""
    filter = search.Filter(
        category=chosen.category,
        region=chosen.region,
        province=chosen.province,
        commune=chosen.commune,
        cooperative=str(chosen.cooperative) if chosen.cooperative else None,
        in_stock=chosen.in_stock,
    )
    asked = search.Question(
        text=wanted.q, language=language, filter=filter, page=wanted.page, page_size=wanted.page_size, facets=False
    )
    return find_products(asked)


@router.get("/{slug}", response=Product, summary="One product with its variants")
def one_product(request: HttpRequest, slug: str, language: str | None = None) -> dict[str, Any]:
    language = language_of(request, language)
    page = catalog.product_page(slug)
    return {
        "id": page.id,
        "slug": page.slug,
        "name": pick(page.names, language),
        "description": pick(page.descriptions, language),
        "composition": pick(page.compositions, language),
        "url": page_url("shop:product", language, page.slug),
        "price_centimes": page.price_centimes,
        "cooperative": _seller(page, language),
        "category": page.trail[-1].code,
        "origin": _place(page, language),
        "in_stock": page.in_stock,
        "made_to_order": page.made_to_order,
        "lead_days": page.lead_days,
        "personalised": page.personalised,
        "warranty_months": page.warranty_months,
        "warranty_terms": pick(page.warranty_terms, language),
        "withdrawal_exception": withdrawal_exception(
            personalised=page.personalised, perishable=page.perishable, on=day_of(timezone.now())
        ),
        "variants": [
            {
                "id": v.id,
                "sku": v.sku,
                "label": pick(v.labels, language),
                "price_centimes": v.price_centimes,
                "unit_price": _unit(v.unit_price),
                "content_amount": v.content_amount,
                "content_unit": v.content_unit,
                "weight_grams": v.weight_grams,
                "available": v.available,
                "price_composition": _stated(page.statements.get(v.id)),
            }
            for v in page.variants
        ],
        "price_in_books": _booked(page.booked),
        "statement_differs": page.statement_differs,
    }


@router.get("/{slug}/prices", response=list[PriceHistory], summary="Every price ever shown")
def price_history(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    return [
        {
            "sku": variant.sku,
            "prices": [
                {"price_centimes": p.price_centimes, "since": p.from_at, "until": p.until_at}
                for p in catalog.price_history(variant.id)
            ],
        }
        for variant in catalog.product_page(slug).variants
    ]


def cooperative_id(slug: str) -> int:
    return cooperatives.public_cooperative(slug, on=day_of(timezone.now())).card.id


def product_item(card: catalog.ProductCard, language: str) -> dict[str, Any]:
    return {
        "id": card.id,
        "slug": card.slug,
        "sku": card.sku,
        "name": pick(card.names, language),
        "url": page_url("shop:product", language, card.slug),
        "price_centimes": card.price_centimes,
        "unit_price": _unit(card.unit_price),
        "cooperative": _seller(card, language),
        "commune": _place(card, language),
        "category": card.category_code,
        "in_stock": card.in_stock,
        "made_to_order": card.made_to_order,
    }


def _unit(price: catalog.UnitPrice | None) -> dict[str, Any] | None:
    return {"centimes": price.centimes, "per": price.per} if price else None


def _stated(view: catalog.PriceView | None) -> dict[str, Any] | None:
    if view is None:
        return None
    return {"since": view.from_at} | {
        name: getattr(view, name) for name in PriceComposition.model_fields if name != "since"
    }


def _booked(view: catalog.BookedView | None) -> dict[str, Any] | None:
    return {name: getattr(view, name) for name in PriceInBooks.model_fields} if view else None


def _seller(card: catalog.ProductCard | catalog.ProductPage, language: str) -> dict[str, str]:
    return {
        "slug": card.cooperative_slug,
        "name": pick(card.cooperative_names, language),
        "url": page_url("shop:cooperative", language, card.cooperative_slug),
    }


def _place(card: catalog.ProductCard | catalog.ProductPage, language: str) -> dict[str, str] | None:
    if card.commune_code is None:
        return None
    return {"code": card.commune_code, "name": pick(card.commune_names, language)}
