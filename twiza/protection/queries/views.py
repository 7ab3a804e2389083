"""What the queries answer with: frozen, ready to show. Money is in centimes; `*words` are lazily translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LineRight:
    """What the buyer may do with one line today.

    `until` is the last day to withdraw (None before receipt, and where the law excepts the goods); `why_not` is "" or
    one of not_received, declined, too_late, withdrawn, refunded, personalised, perishable, not_returnable; `words` is
    the sentence to show. `left` is how many pieces can still be withdrawn. The claim fields are of the legal guarantee
    (`claim_until`: action; `notice_until`: tell by then, unless it could not be seen) and the seller's warranty.
    """

    line_id: int
    names: Names
    quantity: int
    left: int
    price_centimes: int
    may_withdraw: bool
    until: date | None
    why_not: str
    words: Any
    rule_id: str
    rule_since: date
    may_claim: bool
    claim_until: date | None
    notice_until: date | None
    warranty_until: date | None
    warranty_months: int
    warranty_terms: Names
    claim_rule_id: str
    claim_rule_since: date


@dataclass(frozen=True, slots=True)
class Lateness:
    """A parcel whose promised day is over. `may_rescind` opens after the law's days (`opens_on`), `until` is the last
    day of the law's right; after it the house keeps it open while the parcel is not there (`rule_id` says which).
    """

    promised_on: date
    days_late: int
    opens_on: date
    until: date
    may_rescind: bool
    by_law: bool
    words: Any
    rule_id: str
    rule_since: date


@dataclass(frozen=True, slots=True)
class PartRights:
    part_id: int
    number: str
    received_on: date | None
    confirmed: bool  # the written confirmation of art. 32 was given by delivery
    lines: tuple[LineRight, ...]
    lateness: Lateness | None
    until: date | None  # the day to show: of the lines she may (or might have) withdrawn
    may_withdraw: bool
    may_claim: bool
    needs_payee: bool  # it was paid in cash: cash or transfer must be chosen
    ways: tuple[tuple[str, Any], ...]  # (code, words) of the ways back


@dataclass(frozen=True, slots=True)
class WithdrawalQuote:
    """What would go back: goods, the delivery's share, both; and by when at the latest."""

    goods: int
    delivery: int
    whole: bool
    refund_due_on: date
    rule_id: str
    delivery_rule_id: str

    @property
    def total(self) -> int:
        return self.goods + self.delivery


@dataclass(frozen=True, slots=True)
class DutyView:
    """A refund's due day. `overdue` from the day after it; `days_late` and `interest` are by law (a full period is
    longer than plain days). `interest` is None where no rate is known: days are counted all the same.
    """

    reference: str
    part_number: str
    refund_id: int | None
    refund_number: str
    amount: int | None
    cause: str
    cause_words: Any
    started_on: date
    due_on: date
    paid_on: date | None
    days_late: int
    overdue: bool
    interest: int | None
    rule_id: str
    rule_since: date


@dataclass(frozen=True, slots=True)
class ItemView:
    line_id: int
    names: Names
    quantity: int
    centimes: int


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    withdrawal_id: int
    number: str
    reference: str
    part_id: int
    part_number: str
    order_number: str
    cooperative_id: int
    cooperative_names: Names
    buyer_name: str
    buyer_phone: str
    status: str
    status_words: Any
    whole: bool
    items: tuple[ItemView, ...]
    goods: int
    delivery: int
    total: int
    asked_at: datetime
    until: date
    rule_id: str
    rule_since: date
    refund_due_on: date
    returned_by: str
    returned_by_words: Any
    way: str
    way_words: Any
    payee_name: str
    note: str
    tracking: str
    sent_at: datetime | None
    received_at: datetime | None
    condition: str
    photos: tuple[int, ...]
    disputed: bool
    ended_at: datetime | None
    duty: DutyView | None
    has_receipt: bool
    buyer_verbs: tuple[str, ...]  # of send_back, take_back
    cooperative_verbs: tuple[str, ...]  # of receive


@dataclass(frozen=True, slots=True)
class ClaimView:
    claim_id: int
    number: str
    reference: str
    part_id: int
    part_number: str
    order_number: str
    cooperative_id: int
    cooperative_names: Names
    buyer_name: str
    line_id: int
    names: Names
    quantity: int
    kind: str
    kind_words: Any
    status: str
    status_words: Any
    defect: str
    defect_words: Any
    found_on: date
    text: str
    photos: tuple[int, ...]
    told_in_time: bool  # within seven days of receipt, or of finding what could not be seen
    remedy: str
    remedy_words: Any
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    answer: str
    settled_by: str
    settled_by_words: Any
    reduction: int
    promised_on: date | None
    ended_at: datetime | None
    duty: DutyView | None
    replacement: ReplacementView | None
    until: date
    rule_id: str
    rule_since: date
    buyer_verbs: tuple[str, ...]  # of take, turn_down, take_refund, drop
    cooperative_verbs: tuple[str, ...]  # of accept, offer, deny, remedy


@dataclass(frozen=True, slots=True)
class ReplacementView:
    replacement_id: int
    number: str
    reference: str
    key: str
    part_id: int
    part_number: str
    order_number: str
    cooperative_id: int
    cooperative_names: Names
    buyer_name: str
    status: str
    status_words: Any
    reason: str
    items: tuple[ItemView, ...]
    promised_on: date
    days_late: int
    tracking: str
    ordered_at: datetime
    sent_at: datetime | None
    received_at: datetime | None
    buyer_verbs: tuple[str, ...]  # of receive
    cooperative_verbs: tuple[str, ...]  # of send, receive, cancel
