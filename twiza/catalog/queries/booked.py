"""Where the money of sales went by the books, and where a statement says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from twiza.catalog.models import BookedPrice
from twiza.catalog.queries.statements import PriceView

PAGE = 50


@dataclass(frozen=True, slots=True)
class BookedView:
    """Sums of what was sold of a product from one day to another, in centimes. `members_centimes`: of what its
    cooperative received for it, the part that it shared out among its members; None while it has shared nothing.
    """

    product_id: int
    since: date
    until: date
    sold_centimes: int
    commission_centimes: int
    commission_vat_centimes: int
    members_centimes: int | None

    @property
    def platform_centimes(self) -> int:
        return self.commission_centimes + self.commission_vat_centimes

    @property
    def cooperative_centimes(self) -> int:
        return self.sold_centimes - self.platform_centimes

    @property
    def kept_centimes(self) -> int | None:
        """What the cooperative kept for its costs and reserves."""
        return None if self.members_centimes is None else self.cooperative_centimes - self.members_centimes

    def of(self, price_centimes: int, centimes: int | None) -> int | None:
        """An amount of these sums, in proportion to a price: "of 120 dirhams paid"."""
        if centimes is None:
            return None
        return (2 * centimes * price_centimes + self.sold_centimes) // (2 * self.sold_centimes)


@dataclass(frozen=True, slots=True)
class Difference:
    """A product whose statement and books differ, and since when that is known."""

    id: int
    product_id: int
    slug: str
    names: dict[str, str]
    cooperative_names: dict[str, str]
    cooperative_slug: str
    differs_since: date | None
    booked: BookedView


def difference_of(stated: Iterable[PriceView], booked: BookedView) -> int:
    """How far what is stated of a product lies from the books, in ten-thousandths of the price, zero or more.

    Compared is what reaches the members; while nothing was shared, what reaches the cooperative. Of several variants
    the statements are taken together.
    """
    views = list(stated)
    price = sum(view.price_centimes for view in views)
    if booked.members_centimes is None:
        said, found = sum(view.cooperative_centimes for view in views), booked.cooperative_centimes
    else:
        said, found = sum(view.members_centimes for view in views), booked.members_centimes
    # Cross-multiplied, so that nothing is rounded before it is compared.
    apart = abs(said * booked.sold_centimes - found * price)
    return apart * 10_000 // (price * booked.sold_centimes) if price else 0


def booked_price(product_id: int) -> tuple[BookedView, bool] | None:
    """What the books say of one product, and whether its statement differs; None where nothing was sold. One query."""
    row = BookedPrice.objects.filter(product=product_id).first()
    return (booked_view(row), row.differs) if row else None


def differing_products(*, after: int | None = None, page_size: int = PAGE) -> tuple[list[Difference], int | None]:
    """Products whose statement differs, those found last first, and the cursor of the page after. One query."""
    rows = BookedPrice.objects.filter(differs=True).select_related("product__cooperative").order_by("-id")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = _listed(rows[: page_size + 1])
    return found[:page_size], found[page_size - 1].id if len(found) > page_size else None


def count_differing_products() -> int:
    return BookedPrice.objects.filter(differs=True).count()


def differing_of_cooperative(cooperative_id: int) -> set[int]:
    """The ids of its products whose statement differs. One query."""
    rows = BookedPrice.objects.filter(differs=True, product__cooperative=cooperative_id)
    return set(rows.values_list("product_id", flat=True))


def _listed(rows: QuerySet[BookedPrice]) -> list[Difference]:
    return [
        Difference(
            id=row.pk,
            product_id=row.product_id,
            slug=row.product.slug,
            names=row.product.names,
            cooperative_names=row.product.cooperative.names,
            cooperative_slug=row.product.cooperative.slug,
            differs_since=row.differs_since,
            booked=booked_view(row),
        )
        for row in rows
    ]


def booked_view(row: BookedPrice) -> BookedView:
    return BookedView(
        product_id=row.product_id,
        since=row.since,
        until=row.until,
        sold_centimes=row.sold_centimes,
        commission_centimes=row.commission_centimes,
        commission_vat_centimes=row.commission_vat_centimes,
        members_centimes=row.members_centimes,
    )
