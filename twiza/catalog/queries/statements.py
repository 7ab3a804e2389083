"""Where the money of a price goes, as the cooperative states it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import FilteredRelation, Q, QuerySet

from twiza.catalog.models import PriceStatement, Variant
from twiza.catalog.terms.price_parts import PART_LABELS, STATED, TAKEN
from twiza.kernel.money import Money
from twiza.law.api import rule


@dataclass(frozen=True, slots=True)
class PartOfPrice:
    """One part; its code is one of `terms.price_parts`."""

    code: str
    centimes: int

    @property
    def label(self) -> str:
        return str(PART_LABELS[self.code])


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price and its parts, which sum to it. `from_at`: since when the cooperative says so; `until_at`: None while
    it does.
    """

    variant_id: int
    product_id: int
    price_centimes: int
    work_centimes: int
    materials_centimes: int
    packaging_centimes: int
    share_centimes: int
    commission_centimes: int
    commission_vat_centimes: int
    vat_centimes: int
    from_at: datetime
    until_at: datetime | None

    @property
    def parts(self) -> list[PartOfPrice]:
        """Those above zero, in the order to show them."""
        sums = [PartOfPrice(code, getattr(self, f"{code}_centimes")) for code in (*STATED, *TAKEN)]
        return [part for part in sums if part.centimes]

    @property
    def members_centimes(self) -> int:
        """What reaches the members."""
        return self.work_centimes

    @property
    def cooperative_centimes(self) -> int:
        """What the platform pays out: all but its commission. VAT of the goods is the cooperative's to declare."""
        return self.price_centimes - self.platform_centimes

    @property
    def platform_centimes(self) -> int:
        return self.commission_centimes + self.commission_vat_centimes


def due_of(price_centimes: int, *, vat_class: str, platform_centimes: int, on: date) -> tuple[int, int]:
    """Of a price: VAT of the goods inside it, and what is left for the cooperative to state, in centimes.

    The VAT inside a price is price × rate ÷ (1 + rate), as the Code général des impôts has it, to the centime.
    """
    rate = rule(f"trade.vat_{vat_class}", on=on).value
    vat = Money(price_centimes).split([10_000, rate])[1].centimes if rate else 0
    return vat, price_centimes - vat - platform_centimes


def with_statements(variants: QuerySet[Variant]) -> QuerySet[Variant]:
    """These variants with their open statements, in the same query: see `statements_among`."""
    now = FilteredRelation("statements", condition=Q(statements__until_at=None))
    return variants.annotate(stated=now).select_related("stated")  # type: ignore[misc]


def statements_among(variants: Iterable[Variant]) -> dict[int, PriceView]:
    """Of variants that came by `with_statements`. No query."""
    rows = ((variant, getattr(variant, "stated", None)) for variant in variants)
    return {variant.pk: price_view(row, variant.product_id) for variant, row in rows if row}


def price_statements(variant_ids: Iterable[int]) -> dict[int, PriceView]:
    """What is stated now, by variant; a variant of which nothing is stated is left out. One query."""
    rows = PriceStatement.objects.filter(variant__in=list(variant_ids), until_at=None)
    return {row.variant_id: price_view(row) for row in rows.select_related("variant")}


def statements_of_products(product_ids: Iterable[int]) -> dict[int, list[PriceView]]:
    """What is stated now of the variants on sale, by product. One query."""
    rows = PriceStatement.objects.filter(variant__product__in=list(product_ids), variant__active=True, until_at=None)
    found: dict[int, list[PriceView]] = {}
    for row in rows.select_related("variant").order_by("variant__position", "variant_id"):
        found.setdefault(row.variant.product_id, []).append(price_view(row))
    return found


def statement_history(variant_id: int) -> list[PriceView]:
    """Everything ever stated of a variant, the newest first. One query."""
    rows = PriceStatement.objects.filter(variant=variant_id).select_related("variant")
    return [price_view(row) for row in rows.order_by("-from_at", "-pk")]


def price_view(row: PriceStatement, product_id: int | None = None) -> PriceView:
    return PriceView(
        variant_id=row.variant_id,
        product_id=product_id or row.variant.product_id,
        price_centimes=row.price_centimes,
        **{f"{code}_centimes": getattr(row, f"{code}_centimes") for code in (*STATED, *TAKEN)},
        from_at=row.from_at,
        until_at=row.until_at,
    )
