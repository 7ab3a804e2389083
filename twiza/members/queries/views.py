"""What pages and sheets show of members: frozen, without another query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.utils.translation import get_language

from twiza.members.terms.say import measured

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MemberCard:
    id: int
    number: int
    names: Mapping[str, str]
    phone: str
    language: str
    joined_on: date
    left_on: date | None
    shares: int
    capital_centimes: int
    has_account: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`due_centimes`: her parts that are not paid, less the advances she has; below zero where she owes."""

    card: MemberCard
    due_centimes: int


@dataclass(frozen=True, slots=True)
class WorkRow:
    id: int
    day: date
    member: MemberCard
    kind: str
    what: str
    measure: int
    unit: str
    price_centimes: int | None
    value_centimes: int | None
    grade: str
    received_by: str
    by: str
    at: datetime
    is_counter: bool
    is_corrected: bool
    reason: str

    @property
    def said(self) -> str:
        return measured(self.kind, self.measure, self.unit, get_language() or "ar")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A page of a list; `next` is the cursor of the one after it, None where there is none."""

    items: list[T]
    next: str | None
    count: int


@dataclass(frozen=True, slots=True)
class DistributionRow:
    id: int
    kind: str
    kind_label: Any
    day: date
    starts_on: date
    ends_on: date
    amount_centimes: int
    cooperative_centimes: int
    status: str
    reason: str
    reason_label: Any
    adjusts: int | None
    is_stale: bool  # work of its period was written down or corrected since

    @property
    def members_centimes(self) -> int:
        return self.amount_centimes - self.cooperative_centimes


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What was taken out of what was sold (above zero), or came to it (below)."""

    label: Any
    centimes: int

    @property
    def size(self) -> int:
        return abs(self.centimes)


@dataclass(frozen=True, slots=True)
class RuleView:
    """A version of the sharing rule as it is read: weights as (measure, percentage) of a mixed one."""

    id: int
    kind_label: Any
    weights: list[tuple[Any, str]]
    kept: str
    adopted_on: date
    starts_on: date
    note: str
    is_in_force: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One measure of a distribution, and what a member has of it. `pot` centimes were split by it."""

    measure: str
    label: Any
    basis_points: int
    pot_centimes: int
    unit: str
    total: int
    hers: int
    centimes: int

    @property
    def total_said(self) -> str:
        return measured(self.measure, self.total, self.unit, get_language() or "ar")

    @property
    def hers_said(self) -> str:
        return measured(self.measure, self.hers, self.unit, get_language() or "ar")


@dataclass(frozen=True, slots=True)
class PartRow:
    member: MemberCard
    centimes: int
    is_paid: bool
    basis: list[BasisRow]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    member: MemberCard
    had_centimes: int
    due_centimes: int
    centimes: int


@dataclass(frozen=True, slots=True)
class DistributionView:
    row: DistributionRow
    fallback_label: Any
    basis: list[BasisRow]
    sold: list[SoldRow]
    taken: list[TakenRow]
    parts: list[PartRow]
    differences: list[DifferenceRow]
    cant_adjust: Any  # why the corrected work can't be shared, '' where it can


@dataclass(frozen=True, slots=True)
class SoldRow:
    names: Mapping[str, str]
    quantity: int
    centimes: int


@dataclass(frozen=True, slots=True)
class EntryView:
    """One distribution as it concerns a member: sold − taken = amount; − the cooperative's = the members'; her part."""

    id: int
    kind: str
    kind_label: Any
    day: date
    starts_on: date
    ends_on: date
    sold: list[SoldRow]
    taken: list[TakenRow]
    amount_centimes: int
    cooperative_centimes: int
    fallback_label: Any
    basis: list[BasisRow]
    centimes: int
    paid_on: date | None

    @property
    def sold_centimes(self) -> int:
        return sum(row.centimes for row in self.sold)

    @property
    def members_centimes(self) -> int:
        return self.amount_centimes - self.cooperative_centimes


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """`parts` less `advances` is what was handed over."""

    day: date
    way_label: Any
    parts_centimes: int
    advances_centimes: int
    centimes: int


@dataclass(frozen=True, slots=True)
class DayOfWork:
    day: date
    kind: str
    what: str
    measure: int
    unit: str
    value_centimes: int

    @property
    def said(self) -> str:
        return measured(self.kind, self.measure, self.unit, get_language() or "ar")


@dataclass(frozen=True, slots=True)
class StatementRow:
    id: int
    month: date
    member: MemberCard
    status: str
    centimes: int
    unpaid_centimes: int
    words: str


@dataclass(frozen=True, slots=True)
class StatementView:
    id: int
    month: date
    member: MemberCard
    cooperative_id: int
    cooperative_names: Mapping[str, str]
    status: str
    words: str
    answer: str
    said_at: datetime | None
    answered_at: datetime | None
    entries: list[EntryView]
    payments: list[PaymentRow]
    days: list[DayOfWork]
    centimes: int
    paid_centimes: int
    unpaid_centimes: int
    open_advances_centimes: int
    member_verbs: list[str]
    team_verbs: list[str]
    is_sample: bool


@dataclass(frozen=True, slots=True)
class YearView:
    """Law 112-12 art. 69, shown and not posted. `reserve_after` = before + due; `rest` is the assembly's."""

    year: int
    reached_centimes: int
    to_members_centimes: int
    kept_centimes: int
    has_figures: bool
    costs_centimes: int
    surplus_centimes: int
    capital_centimes: int
    reserve_before_centimes: int
    reserve_basis_points: int
    reserve_due_centimes: int
    reserve_after_centimes: int
    rest_centimes: int
    rule: Any

    @property
    def waiting_centimes(self) -> int:
        """What reached the cooperative and is not shared yet."""
        return self.reached_centimes - self.to_members_centimes - self.kept_centimes
