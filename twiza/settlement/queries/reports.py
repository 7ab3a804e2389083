"""The sales of a period and what cooperatives are owed, as reports show them. Money is in centimes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from twiza.cooperatives.api import Cooperative
from twiza.freshness.api import note
from twiza.ordering.api import Page
from twiza.settlement.models import Payout, SettledPart
from twiza.settlement.queries.money import balances_of
from twiza.settlement.queries.views import CooperativeBalance
from twiza.settlement.states import PayoutStatus, Status
from twiza.settlement.terms import account

_SUMS = {
    "goods": "goods_centimes",
    "delivery": "delivery_centimes",
    "refunded": "refunded_centimes",
    "goodwill": "goodwill_centimes",
    "commission": "commission_centimes",
    "commission_vat": "commission_vat_centimes",
    "carrier": "carrier_centimes",
    "net": "net_centimes",
}


@dataclass(frozen=True, slots=True)
class Sales:
    """Sums over the parts received in a month (`month` is its first day) or in a whole period (None).

    goods + delivery − refunded + goodwill = commission + commission_vat + carrier + net.
    """

    month: date | None
    parts: int = 0
    goods: int = 0
    delivery: int = 0
    refunded: int = 0
    goodwill: int = 0
    commission: int = 0
    commission_vat: int = 0
    carrier: int = 0
    net: int = 0


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One part of the sales journal, on the day it was received."""

    settled_id: int
    day: date
    number: str
    order_number: str
    cooperative_id: int
    cooperative_names: Mapping[str, str]
    way: str
    goods: int
    delivery: int
    refunded: int
    goodwill: int
    commission: int
    commission_vat: int
    carrier: int
    net: int

    @property
    def posting(self) -> str:
        """The reference under which it was settled in the books."""
        return f"part:{self.number}:settled"


@dataclass(frozen=True, slots=True)
class Owed:
    """What one cooperative is owed."""

    cooperative_id: int
    names: Mapping[str, str]
    slug: str
    balance: CooperativeBalance

    @property
    def accounts(self) -> dict[str, str]:
        """Its accounts in the books, by place."""
        return {place: account(self.cooperative_id, place) for place in ("open", "held", "payable", "cash")}


def sales(*, since: date, until: date, cooperative_id: int | None = None) -> Sales:
    """Sums over what was received from `since` to `until`, both included. One query."""
    found = _received(since, until, cooperative_id).aggregate(
        parts=Count("pk"), **{name: Sum(column, default=0) for name, column in _SUMS.items()}
    )
    return Sales(month=None, **found)


def sales_by_month(*, since: date, until: date, cooperative_id: int | None = None) -> list[Sales]:
    """The same month by month, months without a sale too. One query."""
    rows = _received(since, until, cooperative_id).annotate(month=TruncMonth("received_at")).order_by()
    sums = rows.values("month").annotate(
        parts=Count("pk"), **{name: Sum(column, default=0) for name, column in _SUMS.items()}
    )
    found = {row["month"].date(): row for row in sums}
    months, month = [], since.replace(day=1)
    while month <= until:
        months.append(Sales(**(found.get(month, {}) | {"month": month})))
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def sales_journal(
    *,
    since: date,
    until: date,
    cooperative_id: int | None = None,
    after: int | None = None,
    page_size: int = 50,
) -> Page:
    """SaleRows, the latest first."""
    every = _received(since, until, cooperative_id).order_by("-pk")
    rows = every if after is None else every.filter(pk__lt=after)
    found = [_row(part) for part in rows.select_related("part__order", "cooperative")[: page_size + 1]]
    following = found[page_size - 1].settled_id if len(found) > page_size else None
    return Page(tuple(found[:page_size]), every.count(), following)


def every_sale(*, since: date, until: date, cooperative_id: int | None = None) -> Iterator[SaleRow]:
    """The whole journal of a period, the earliest first: for a sheet."""
    rows = _received(since, until, cooperative_id).order_by("received_at", "pk")
    for part in rows.select_related("part__order", "cooperative").iterator(chunk_size=500):
        yield _row(part)


def owed_to_cooperatives(*, after: int | None = None, page_size: int = 50) -> tuple[list[Owed], int | None]:
    """Every cooperative that ever sold, with its balance from the books; and the cursor of the next page."""
    sold = SettledPart.objects.order_by().values("cooperative")
    rows = Cooperative.objects.filter(pk__in=sold).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.only("pk", "names", "slug")[: page_size + 1])
    shown = found[:page_size]
    balances = balances_of([row.pk for row in shown])
    owed = [Owed(row.pk, row.names, row.slug, balances[row.pk]) for row in shown]
    return owed, shown[-1].pk if len(found) > page_size else None


def paid_to_cooperatives() -> int:
    """All that was ever paid out, less what came back. One query."""
    note("payouts")
    return int(Payout.objects.filter(status=PayoutStatus.PAID).aggregate(sum=Sum("amount_centimes", default=0))["sum"])


def _received(since: date, until: date, cooperative_id: int | None) -> QuerySet[SettledPart]:
    zone = timezone.get_default_timezone()
    rows = SettledPart.objects.filter(
        status__in=[Status.HELD, Status.RELEASED],
        received_at__gte=datetime.combine(since, time.min, zone),
        received_at__lt=datetime.combine(until + timedelta(days=1), time.min, zone),
    )
    return rows if cooperative_id is None else rows.filter(cooperative=cooperative_id)


def _row(part: SettledPart) -> SaleRow:
    assert part.received_at is not None
    return SaleRow(
        settled_id=part.pk,
        day=timezone.localtime(part.received_at).date(),
        number=part.part.number,
        order_number=part.part.order.number,
        cooperative_id=part.cooperative_id,
        cooperative_names=part.cooperative.names,
        way=part.way,
        **{name: getattr(part, column) for name, column in _SUMS.items()},
    )
