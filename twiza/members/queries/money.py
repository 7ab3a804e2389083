"""Money that waits to be shared: paid payouts, and what the cooperative sold by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from twiza.cashbook.api import sold_by_product
from twiza.kernel.periods import day_of
from twiza.ledger.api import balance
from twiza.members.models import Distribution
from twiza.members.states import DistributionStatus
from twiza.members.terms.words import SourceKind
from twiza.settlement.api import PayoutMoney, payouts_money, payouts_of_cooperative

PAID = "paid"


@dataclass(frozen=True, kw_only=True)
class ToShare:
    """Money that reached a cooperative on `day`, for work up to `until`, and the lines it was paid for: a row of `sold`
    has names, quantity and centimes; `taken` is centimes by what.
    """

    cooperative_id: int
    kind: SourceKind
    source: str
    day: date
    until: date
    centimes: int
    payout_id: int | None = None
    sold: list[dict[str, Any]] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)


def money_of_payouts(payout_ids: Iterable[int]) -> list[ToShare]:
    """These payouts, those that are paid, with what they were paid for: sold − taken = centimes."""
    found = payouts_money(payout_ids)
    return [_of_payout(each) for each in found.values() if each.status == PAID and each.paid_at]


def _of_payout(payout: PayoutMoney) -> ToShare:
    taken = {
        "delivery": -payout.delivery,
        "commission": payout.commission,
        "commission_vat": payout.commission_vat,
        "carrier": payout.carrier,
        "carried": -payout.carried,
    }
    return ToShare(
        cooperative_id=payout.cooperative_id,
        kind=SourceKind.PAYOUT,
        source=payout.reference,
        payout_id=payout.payout_id,
        day=day_of(payout.paid_at),  # type: ignore[arg-type]
        until=payout.on - timedelta(days=1),
        centimes=payout.amount,
        sold=_by_product((line.names, line.quantity, line.centimes) for line in payout.sold),
        taken={code: centimes for code, centimes in taken.items() if centimes},
    )


def _by_product(lines: Iterable[tuple[Mapping[str, str], int, int]]) -> list[dict[str, Any]]:
    found: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}
    for names, quantity, centimes in lines:
        row = found.setdefault(tuple(sorted(names.items())), {"names": dict(names), "quantity": 0, "centimes": 0})
        row["quantity"] += quantity
        row["centimes"] += centimes
    return list(found.values())


def own_to_share(cooperative_id: int) -> int:
    """Centimes of the cooperative's own sales that are not shared: what the books have, less payouts that wait."""
    mine = Distribution.objects.filter(cooperative=cooperative_id, kind=SourceKind.PAYOUT)
    parked = mine.filter(status=DistributionStatus.PARKED).aggregate(sum=Sum("amount_centimes"))["sum"] or 0
    paid = {card.payout_id: card.amount for card in payouts_of_cooperative(cooperative_id).items if card.status == PAID}
    known = set(mine.filter(payout_id__in=paid).values_list("payout_id", flat=True))
    coming = sum(amount for payout_id, amount in paid.items() if payout_id not in known)
    return max(-balance(f"cooperative:{cooperative_id}:to_share") - parked - coming, 0)


def own_sold(cooperative_id: int, start: date, end: date, amount: int) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """What the cooperative was paid for by itself on these days, by product, and what of it is not shared here."""
    sold = sold_by_product(cooperative_id, since=start, until=end)
    rows = _by_product((row.names, row.quantity, row.total_centimes) for row in sold)
    left = sum(row["centimes"] for row in rows) - amount
    return rows, {"later": left} if rows and left else {}
