"""What the queries answer with: frozen, ready to show. Money is in centimes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CooperativeBalance:
    """Owed to the cooperative: `open` for parts on their way, `held` after receipt, `payable` next time (below zero:
    carried over). `cash` it holds already. `due` is what a payout would bring now, `in_transit` is on its way to it.
    """

    open: int
    held: int
    payable: int
    cash: int
    in_transit: int = 0

    @property
    def total(self) -> int:
        return self.open + self.held + self.payable

    @property
    def due(self) -> int:
        return max(self.payable - self.cash, 0)


@dataclass(frozen=True, slots=True)
class HoldCard:
    reference: str
    part_number: str
    cooperative_id: int
    reason: str
    opened_at: datetime
    opened_by: str
    lifted_at: datetime | None
    lifted_by: str
    centimes: int  # the part's money that it keeps


@dataclass(frozen=True, slots=True)
class LineMoney:
    """One line: what was paid, what went back, what can still go back, what of the commission is kept."""

    line_id: int
    names: Names
    quantity: int
    paid: int
    refunded: int
    rest: int
    commission: int
    commission_vat: int
    commission_basis_points: int


@dataclass(frozen=True, slots=True)
class PartMoney:
    """One part's money. `expected`: not received (or not even paid) yet, so what is taken is what will be.

    paid − refunded + goodwill = net + commission + commission_vat + carrier; `delivery` is what the buyer paid for it.
    """

    part_id: int
    number: str
    order_number: str
    cooperative_id: int
    way: str
    paid: int
    goods: int
    delivery: int
    refunded: int
    delivery_refunded: int
    goodwill: int
    commission: int
    commission_vat: int
    carrier: int
    net: int
    state: str
    state_words: Any
    expected: bool
    paid_at: datetime | None
    received_at: datetime | None
    held_until: date | None
    released_at: datetime | None
    payout_id: int | None
    payout_on: date | None
    holds: tuple[HoldCard, ...]
    lines: tuple[LineMoney, ...]

    @property
    def rest(self) -> int:
        """What can still be given back, delivery included."""
        return self.paid - self.refunded

    @property
    def delivery_rest(self) -> int:
        return self.delivery - self.delivery_refunded


@dataclass(frozen=True, slots=True)
class RefundItemCard:
    line_id: int
    names: Names
    centimes: int


@dataclass(frozen=True, slots=True)
class RefundCard:
    refund_id: int
    number: str
    part_number: str
    part_id: int
    order_number: str
    buyer_name: str
    cooperative_id: int
    cooperative_names: Names
    reason: str
    reason_words: Any
    note: str
    way: str
    way_words: Any
    borne_by: str
    borne_by_words: Any
    amount: int
    goods: int
    delivery: int
    commission_back: int
    commission_vat_back: int
    payee_name: str
    status: str
    status_words: Any
    failure: str
    reference: str
    decided_at: datetime
    decided_by: str
    paid_at: datetime | None
    items: tuple[RefundItemCard, ...]
    verbs: tuple[str, ...]  # of the desk


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """The buyer's view: what she paid and got back. `refunds` the newest first."""

    paid: int
    goods: int
    delivery: int
    refunded: int
    on_its_way_back: int
    refunds: tuple[RefundCard, ...]


@dataclass(frozen=True, slots=True)
class PayoutCard:
    """`amount` − `offset` = `transfer`. `problem_words` says why it was put aside, `failure` what the bank said."""

    payout_id: int
    run_id: int
    on: date
    reference: str
    cooperative_id: int
    cooperative_names: Names
    slug: str
    amount: int
    offset: int
    transfer: int
    payee_name: str
    rib: str
    status: str
    status_words: Any
    problem: str
    problem_words: Any
    failure: str
    released_at: datetime | None
    paid_at: datetime | None
    ended_at: datetime | None
    parts: int


@dataclass(frozen=True, slots=True)
class RunCard:
    """`payouts` and sums count those not put aside, `parked` those that are."""

    run_id: int
    on: date
    status: str
    status_words: Any
    prepared_at: datetime
    prepared_by: str
    approved_by_id: int | None
    approved_by: str
    approved_at: datetime | None
    released_by: str
    released_at: datetime | None
    payouts: int
    parked: int
    paid: int
    amount: int
    offset: int
    transfer: int
    verbs: tuple[str, ...]  # of the desk; releasing is for another person than `approved_by_id`


@dataclass(frozen=True, slots=True)
class SoldLine:
    line_id: int
    names: Names
    quantity: int
    centimes: int


@dataclass(frozen=True, slots=True)
class PayoutMoney:
    """What a payout is made of: `goods` + `delivery` − `commission` − `commission_vat` − `carrier` + `carried` =
    `amount`. `carried` is what came from before: refunds of orders that were paid out already, mostly.
    """

    payout_id: int
    cooperative_id: int
    reference: str
    status: str
    on: date
    paid_at: datetime | None
    amount: int
    offset: int
    transfer: int
    goods: int
    delivery: int
    commission: int
    commission_vat: int
    carrier: int
    carried: int
    sold: tuple[SoldLine, ...]
    part_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SoldProduct:
    """What the books say of a product's sales, less what was given back. `delivery` is the fees' share of its goods in
    what buyers paid; `cooperative_net` is what the cooperative has of the goods.
    """

    product_id: int
    pieces: int
    sold_centimes: int
    delivery_centimes: int
    commission_centimes: int
    commission_vat_centimes: int
    cooperative_net_centimes: int
