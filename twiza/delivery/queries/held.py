"""Who holds which cash: what our rows say, beside what the books say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, Sum

from twiza.delivery.models import Carrier, Cash, Holder, Receiver
from twiza.delivery.queries.accounts import courier
from twiza.delivery.states import CashStatus
from twiza.kernel.periods import MOROCCO, day_of
from twiza.law.api import rule
from twiza.ledger.api import balances


@dataclass(frozen=True, slots=True)
class CarrierCash:
    """Cash one carrier holds now. `books_centimes` is the ledger's word for the same; they must agree.

    `ages`: centimes held up to the days of grace, up to twice as long, longer. `transfer_centimes`: announced by slips
    and not yet on our account (below zero: to its credit). `payable_centimes`: what it is owed for delivering.
    """

    code: str
    names: dict[str, str]
    centimes: int
    parcels: int
    oldest_on: date | None
    oldest_days: int
    overdue_centimes: int
    overdue_parcels: int
    ages: tuple[int, int, int]
    books_centimes: int
    transfer_centimes: int
    payable_centimes: int

    @property
    def agrees(self) -> bool:
        return self.centimes == self.books_centimes


@dataclass(frozen=True, slots=True)
class HeldCash:
    """`kind` is "carrier" or "cooperative"; `key` its code or number. A debt to us is positive."""

    kind: str
    key: str
    names: dict[str, str]
    centimes: int


def grace_days(on: date) -> int:
    """How long a carrier may keep what it collected (a house rule)."""
    return rule("house.cash_remit_days", on=on).value


def cash_by_carrier(now: datetime) -> list[CarrierCash]:
    """Each carrier that holds cash or has an account open, the most first; three SQL queries."""
    today = day_of(now)
    grace = timedelta(days=grace_days(today))
    held = Q(status=CashStatus.COLLECTED, holder=Holder.CARRIER)
    late, later = Q(collected_at__lt=_start(today - grace)), Q(collected_at__lt=_start(today - 2 * grace))
    sums = {
        row["shipment__carrier"]: row
        for row in Cash.objects.filter(held)
        .values("shipment__carrier")
        .annotate(
            centimes=Sum("due_centimes"),
            parcels=Count("pk"),
            oldest=Min("collected_at"),
            late=Sum("due_centimes", filter=late, default=0),
            late_parcels=Count("pk", filter=late),
            later=Sum("due_centimes", filter=later, default=0),
        )
        .order_by()
    }
    carriers = list(Carrier.objects.order_by("pk"))
    kinds = ("cash", "transfer", "payable")
    books = balances(courier(c.pk, kind) for c in carriers for kind in kinds)
    cards = []
    for carrier in carriers:
        row: dict[str, Any] = sums.get(carrier.pk, {})  # type: ignore[assignment]
        cash, transfer, payable = (books[courier(carrier.pk, kind)] for kind in kinds)
        if not row and not (cash or transfer or payable):
            continue
        centimes, overdue, later_sum = row.get("centimes", 0), row.get("late", 0), row.get("later", 0)
        oldest = day_of(row["oldest"]) if row else None
        cards.append(
            CarrierCash(
                code=carrier.pk,
                names=carrier.names,
                centimes=centimes,
                parcels=row.get("parcels", 0),
                oldest_on=oldest,
                oldest_days=(today - oldest).days if oldest else 0,
                overdue_centimes=overdue,
                overdue_parcels=row.get("late_parcels", 0),
                ages=(centimes - overdue, overdue - later_sum, later_sum),
                books_centimes=cash,
                transfer_centimes=transfer,
                payable_centimes=-payable,
            )
        )
    return sorted(cards, key=lambda card: (-card.centimes, card.code))


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=MOROCCO)


def cash_by_holder() -> list[HeldCash]:
    """Who holds cash of the market by the books, the most first: carriers and cooperatives; for reports."""
    carriers = {carrier.pk: carrier.names for carrier in Carrier.objects.all()}
    mine = Q(status=CashStatus.COLLECTED, holder=Holder.COOPERATIVE) | Q(remitted_to=Receiver.COOPERATIVE)
    names = dict(Cash.objects.filter(mine).values_list("shipment__cooperative", "shipment__cooperative__names"))
    accounts = {courier(code, "cash"): ("carrier", code, given) for code, given in carriers.items()}
    accounts |= {f"cooperative:{pk}:cash": ("cooperative", str(pk), given) for pk, given in names.items()}
    held = [HeldCash(*accounts[account], centimes) for account, centimes in balances(accounts).items() if centimes]
    return sorted(held, key=lambda card: (-card.centimes, card.kind, card.key))
