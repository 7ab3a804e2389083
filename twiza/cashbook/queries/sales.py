"""What a cooperative sold by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from twiza.cashbook.models import Sale, SaleLine
from twiza.cashbook.states import Status
from twiza.cashbook.terms import PaidBy, Where
from twiza.invoicing.api import papers_of

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class SaleLineView:
    variant_id: int | None
    product_id: int | None
    names: Texts
    labels: Texts
    quantity: int
    price_centimes: int
    total_centimes: int


@dataclass(frozen=True, slots=True)
class SaleCard:
    id: int
    reference: str
    status: str
    status_label: Any
    where: str
    where_label: Any
    paid_by: str
    paid_label: Any
    sold_on: date
    paid_on: date | None
    total_centimes: int
    buyer: str
    recorded_at: datetime
    recorded_by: str
    undone_at: datetime | None
    undone_why: str
    lines: tuple[SaleLineView, ...]
    papers: tuple[Any, ...] = ()  # invoicing's cards: the receipt, and its credit note; on a sale's own page alone


@dataclass(frozen=True, slots=True)
class SalesPage:
    items: list[SaleCard]
    next: int | None


def sales_of(
    cooperative_id: int,
    *,
    since: date | None = None,
    until: date | None = None,
    status: str | None = None,
    after: int | None = None,
    page_size: int = 30,
) -> SalesPage:
    """Sales by the day they were made, between two days (both included), the last written first. Two queries."""
    rows = _between(cooperative_id, since, until)
    if status:
        rows = rows.filter(status=status)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = _cards(rows.order_by("-pk")[: page_size + 1])
    return SalesPage(found[:page_size], found[page_size - 1].id if len(found) > page_size else None)


def sale_card(sale: Sale) -> SaleCard:
    """One sale with its papers."""
    return _cards(Sale.objects.filter(pk=sale.pk), papers=papers_of([f"{sale.reference}:receipt"]))[0]


def _cards(rows: Iterable[Sale], papers: dict[str, Any] | None = None) -> list[SaleCard]:
    if isinstance(rows, QuerySet):
        rows = rows.select_related("recorded_by").prefetch_related("lines")
    return [
        SaleCard(
            id=row.pk,
            reference=row.reference,
            status=row.status,
            status_label=Status(row.status).label,
            where=row.where,
            where_label=Where(row.where).label,
            paid_by=row.paid_by,
            paid_label=PaidBy(row.paid_by).label,
            sold_on=row.sold_on,
            paid_on=row.paid_on,
            total_centimes=row.total_centimes,
            buyer=row.buyer,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.name if row.recorded_by else "",
            undone_at=row.undone_at,
            undone_why=row.undone_why,
            lines=tuple(
                SaleLineView(
                    variant_id=line.variant_id,
                    product_id=line.product_id,
                    names=line.names,
                    labels=line.labels,
                    quantity=line.quantity,
                    price_centimes=line.price_centimes,
                    total_centimes=line.total_centimes,
                )
                for line in row.lines.all()
            ),
            papers=tuple((papers or {}).get(f"{row.reference}:receipt", ())),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class SalesTotal:
    """Centimes by how it was paid; `owed` is still to come. What was taken back is in none of them."""

    cash: int
    transfer: int
    owed: int
    sales: int

    @property
    def paid(self) -> int:
        return self.cash + self.transfer


def total_of(cooperative_id: int, *, since: date | None = None, until: date | None = None) -> SalesTotal:
    """The sales made between two days, both included. One query."""
    paid = Q(status=Status.PAID)
    found = _between(cooperative_id, since, until).aggregate(
        cash=Sum("total_centimes", filter=paid & Q(paid_by=PaidBy.CASH), default=0),
        transfer=Sum("total_centimes", filter=paid & Q(paid_by=PaidBy.TRANSFER), default=0),
        owed=Sum("total_centimes", filter=Q(status=Status.OWED), default=0),
        sales=Count("pk", filter=~Q(status=Status.UNDONE)),
    )
    return SalesTotal(**found)


def day_total(cooperative_id: int, day: date) -> SalesTotal:
    return total_of(cooperative_id, since=day, until=day)


@dataclass(frozen=True, slots=True)
class SoldProduct:
    product_id: int | None  # None for articles outside the catalogue
    names: Texts
    quantity: int
    total_centimes: int


def sold_by_product(cooperative_id: int, *, since: date | None = None, until: date | None = None) -> list[SoldProduct]:
    """What was paid between two days (by the day it was paid), by product, the most money first. One query.

    Articles outside the catalogue are one row each name.
    """
    lines = SaleLine.objects.filter(sale__cooperative=cooperative_id, sale__status=Status.PAID)
    if since:
        lines = lines.filter(sale__paid_on__gte=since)
    if until:
        lines = lines.filter(sale__paid_on__lte=until)
    found: dict[Any, list[Any]] = {}
    for product, names, quantity, total in lines.order_by("-pk").values_list(
        "product", "names", "quantity", "total_centimes"
    ):
        row = found.setdefault(product or tuple(sorted(names.items())), [product, names, 0, 0])
        row[2] += quantity
        row[3] += total
    return sorted((SoldProduct(*row) for row in found.values()), key=lambda sold: -sold.total_centimes)


def most_sold(cooperative_id: int, *, since: date) -> dict[int, int]:
    """Variant id → pieces sold by the cooperative itself since that day: what its till shows first. One query."""
    lines = SaleLine.objects.filter(sale__cooperative=cooperative_id, sale__sold_on__gte=since, variant__isnull=False)
    kept = lines.exclude(sale__status=Status.UNDONE).order_by()
    return dict(kept.values_list("variant").annotate(pieces=Sum("quantity")))


def _between(cooperative_id: int, since: date | None, until: date | None) -> QuerySet[Sale]:
    rows = Sale.objects.filter(cooperative=cooperative_id)
    if since:
        rows = rows.filter(sold_on__gte=since)
    if until:
        rows = rows.filter(sold_on__lte=until)
    return rows
