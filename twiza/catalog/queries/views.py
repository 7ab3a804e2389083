"""The shapes of the answers. Texts are dicts by language; money is centimes; weights are grams."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from twiza.catalog.terms.duties import OfferDuty
from twiza.catalog.terms.measures import UnitPrice
from twiza.catalog.terms.refusals import Missing

if TYPE_CHECKING:
    from twiza.catalog.queries.booked import BookedView
    from twiza.catalog.queries.statements import PriceView
    from twiza.plumbing.api import ImageSet

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A node of the tree; `depth` is 0 for a root, `children` in the order to show them."""

    code: str
    names: Texts
    parent: str | None
    depth: int
    vat_class: str
    perishable: bool
    branch: int | None
    children: tuple[CategoryNode, ...] = ()

    def subtree(self) -> list[str]:
        """Its own code and those below it."""
        return [self.code, *(code for child in self.children for code in child.subtree())]


@dataclass(frozen=True, slots=True)
class DesignationCard:
    """`sign` is IGP, AOP, LA, or "" where the source does not say."""

    code: str
    sign: str
    names: Texts
    goods: str


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list. `variant_id`, `sku`, price and unit price are those of its cheapest variant."""

    id: int
    slug: str
    names: Texts
    cooperative_id: int
    cooperative_slug: str
    cooperative_names: Texts
    commune_code: str | None
    commune_names: Texts
    category_code: str
    price_centimes: int
    unit_price: UnitPrice | None
    content_amount: int
    content_unit: str
    image: ImageSet | None
    image_alt: Texts
    in_stock: bool
    made_to_order: bool
    designation_sign: str
    variants: int
    variant_id: int | None
    sku: str


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """What a list is narrowed to. `category` takes in its subtree; an unknown code finds nothing."""

    category: str | None = None
    region: str | None = None
    province: str | None = None
    commune: str | None = None
    cooperative: int | None = None
    designation: str | None = None
    in_stock: bool = False
    min_centimes: int | None = None
    max_centimes: int | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list: `count` is of the whole list, `next` the opaque cursor of the next page, None at the end."""

    items: list[ProductCard]
    count: int
    next: str | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice and how many products it would show. `chosen`: the filter already says so."""

    code: str
    names: Texts
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """Each facet counts under all of the filter but itself. `categories` are the children of the chosen one (or the
    roots); places below the chosen region and province only. Prices are None when there is nothing.
    """

    categories: list[FacetValue]
    regions: list[FacetValue]
    provinces: list[FacetValue]
    communes: list[FacetValue]
    designations: list[FacetValue]
    in_stock: int
    lowest_centimes: int | None
    highest_centimes: int | None


@dataclass(frozen=True, slots=True)
class SaleVariant:
    """What a basket needs. `available`: how many can be had now (made to order: a cap). `sellable`: it may be bought
    at all; whether the cooperative is open today is asked of `cooperatives.api.is_open`. `image`: the product's cover.
    """

    id: int
    product_id: int
    cooperative_id: int
    slug: str
    names: Texts
    labels: Texts
    sku: str
    content_amount: int
    content_unit: str
    unit_price: UnitPrice | None
    weight_grams: int
    price_centimes: int
    available: int
    sellable: bool
    category_path: str  # "food/honey/"
    vat_class: str
    made_to_order: bool
    perishable: bool
    lead_days: int
    personalised: bool
    warranty_months: int
    warranty_terms: Texts
    image: ImageSet | None


@dataclass(frozen=True, slots=True)
class VariantView:
    """A variant as a page shows it; `on_hand` and `held` are for the workshop only."""

    id: int
    sku: str
    labels: Texts
    content_amount: int
    content_unit: str
    weight_grams: int
    price_centimes: int
    unit_price: UnitPrice | None
    available: int
    sellable: bool
    best_before: date | None
    outdated: bool
    active: bool
    on_hand: int
    held: int


@dataclass(frozen=True, slots=True)
class PhotoView:
    id: int
    image: ImageSet
    alt: Texts


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A protected designation that the product carries, with its operator's certificate."""

    id: int
    code: str
    sign: str
    names: Texts
    certificate_number: str
    body: str
    valid_until: date
    lapsed: bool


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Everything of a product's page but its cooperative's card and its neighbours.

    `trail` leads from the root category to its own. `variants` holds those on sale, the cheapest first;
    `claims` those whose certificate is valid. `sellable`: at least one variant can be bought now.
    """

    id: int
    slug: str
    names: Texts
    descriptions: Texts
    compositions: Texts
    cooperative_id: int
    cooperative_slug: str
    cooperative_names: Texts
    trail: list[CategoryNode]
    commune_code: str | None
    commune_names: Texts
    province_names: Texts
    region_code: str | None
    region_names: Texts
    vat_class: str
    perishable: bool
    shelf_life_days: int | None
    made_to_order: bool
    lead_days: int
    personalised: bool
    warranty_months: int
    warranty_terms: Texts
    price_centimes: int
    in_stock: bool
    variants: list[VariantView]
    photos: list[PhotoView]
    claims: list[ClaimView]
    published_at: datetime | None
    changed_at: datetime
    statements: dict[int, PriceView]  # by variant: what is stated of where its price goes
    booked: BookedView | None  # where the money of its sales went
    statement_differs: bool  # the books say otherwise


@dataclass(frozen=True, slots=True)
class WorkshopProduct:
    """A product as its cooperative and the desk see it: all variants and claims, what is missing, the verbs open."""

    page: ProductPage
    status: str
    review_note: str
    needs_review: bool
    missing: list[Missing]
    duties: list[OfferDuty]  # what the law asks of the offer, each met or not
    verbs: list[str]
    desk_verbs: list[str]
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A line of the workshop's list of products."""

    id: int
    slug: str
    names: Texts
    status: str
    category_code: str
    review_note: str
    image: ImageSet | None
    price_centimes: int
    in_stock: bool
    made_to_order: bool
    variants: list[VariantView]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class WorkshopListing:
    items: list[WorkshopRow]
    count: int
    next: str | None
    by_status: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WaitingProduct:
    """A line of the desk's queue, the longest waiting first."""

    id: int
    slug: str
    names: Texts
    cooperative_id: int
    cooperative_slug: str
    cooperative_names: Texts
    category_code: str
    image: ImageSet | None
    price_centimes: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class PricePoint:
    """A price that was shown, from when until when (None: it still is)."""

    price_centimes: int
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the search index should know of one product; `listed` false: forget it."""

    id: int
    listed: bool
    names: Texts
    words: str
    in_stock: bool


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    slug: str
    changed_at: datetime
