"""What the queries answer with: frozen, ready to show. Money is whole centimes, words are lazy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ComplainedLine:
    """`paid` and `rest` (what can still be given back) are 0 while nothing was paid."""

    line_id: int
    product_id: int
    slug: str
    names: Names
    labels: Names
    quantity: int
    total: int
    paid: int
    rest: int


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """`evidence_id` opens its file (`file_of_evidence`). `side`: buyer, cooperative, desk, association."""

    evidence_id: int
    kind: str
    kind_words: Any
    media_type: str
    size: int
    side: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerView:
    """`state`: given, promised, awaits_account (a refund that waits for her bank account), done, broken.

    `refund_status` is settlement's ("" without one) with its words; `may_carry_out`: the promise may be marked done.
    """

    answer_id: int
    kind: str
    kind_words: Any
    role: str
    author_name: str
    text: str
    at: datetime
    promised_on: date | None
    centimes: int
    refund_id: int | None
    refund_number: str
    refund_status: str
    refund_words: Any
    state: str
    done_at: datetime | None
    broken_at: datetime | None
    grade: str
    grade_words: Any
    grade_note: str
    graded_at: datetime | None

    @property
    def may_carry_out(self) -> bool:
        return self.state in ("promised", "broken")


@dataclass(frozen=True, slots=True)
class ComplaintStep:
    """Of its timeline. `code`: opened, answered, done, broken, graded, escalated, reopened, closed."""

    code: str
    words: Any
    detail: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """A complaint with all that its page shows; money is of the part concerned.

    `buyer_verbs`, `cooperative_verbs`, `desk_verbs`: of add_evidence, grade, give_account, escalate_desk,
    escalate_association, take_back, reopen · answer, carry_out · answer, carry_out, close. `clocks` are
    clocks.api ClockViews; `rules` law.api Rules; `holds` says whether the part is kept from payout.
    """

    complaint_id: int
    number: str
    subject: str
    order_number: str
    part_id: int
    part_number: str
    part_status: str
    is_paid: bool
    paid_by_cash: bool
    cooperative_id: int
    cooperative_slug: str
    cooperative_names: Names
    buyer_name: str
    buyer_phone: str
    language: str
    person_id: int | None
    channel: str
    channel_words: Any
    problem: str
    problem_names: Names
    problem_words: Any
    route: str
    route_words: Any
    wish: str
    wish_words: Any
    whole: bool
    text: str
    lines: tuple[ComplainedLine, ...]
    stake: int
    rest: int
    delivery_rest: int
    status: str
    status_words: Any
    level: str
    level_words: Any
    opened_at: datetime
    answer_by: datetime
    due_at: datetime  # of this round's answer
    first_answered_at: datetime | None
    in_time: bool | None  # None while it can still be
    escalated_at: datetime | None
    escalated_for: str
    closed_at: datetime | None
    outcome: str
    outcome_words: Any
    outcome_note: str
    reopened: int
    reopen_until: date | None
    holds: bool
    has_account: bool
    evidence: tuple[EvidenceView, ...]
    answers: tuple[AnswerView, ...]  # the oldest first
    timeline: tuple[ComplaintStep, ...]
    clocks: tuple[Any, ...]
    rules: tuple[Any, ...]
    rule_id: str
    rule_since: date
    buyer_verbs: tuple[str, ...]
    cooperative_verbs: tuple[str, ...]
    desk_verbs: tuple[str, ...]
    is_sample: bool

    @property
    def answer(self) -> AnswerView | None:
        """The last one."""
        return self.answers[-1] if self.answers else None

    @property
    def is_open(self) -> bool:
        return self.status != "closed"


@dataclass(frozen=True, slots=True)
class ComplaintCard:
    """One in a list. `due_at` is the answer's while the cooperative owes one."""

    complaint_id: int
    number: str
    subject: str
    order_number: str
    part_number: str
    cooperative_id: int
    cooperative_slug: str
    cooperative_names: Names
    buyer_name: str
    problem: str
    problem_words: Any
    wish: str
    wish_words: Any
    status: str
    status_words: Any
    level: str
    level_words: Any
    first_names: Names  # of its first line; {} for the whole part
    lines: int
    stake: int
    opened_at: datetime
    due_at: datetime | None
    late: bool
    outcome: str
    outcome_words: Any
    grade: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report about the market. `contact` and `text` are for the desk; whoever has the receipt sees state and note."""

    report_id: int
    number: str
    about: str
    about_words: Any
    subject: str
    words: str
    cooperative_id: int | None
    product_id: int | None
    problem: str
    problem_words: Any
    route: str
    route_words: Any
    text: str
    anonymous: bool
    contact: str
    status: str
    status_words: Any
    outcome: str
    outcome_words: Any
    note: str
    answer_by: datetime
    late: bool
    filed_at: datetime
    settled_at: datetime | None
    settled_by: str
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class ComplaintCounts:
    """For a menu or a desk's tiles."""

    open: int
    late: int
    promised: int
    answered: int
    escalated: int
    closed: int


@dataclass(frozen=True, slots=True)
class ComplaintFigure:
    """One complaint for statistics: nothing in it names anybody."""

    opened_on: date
    closed_on: date | None
    problem: str
    route: str
    channel: str
    level: str
    status: str
    outcome: str
    in_time: bool | None
    answer_hours: int | None
    cooperative_id: int
    commune_code: str  # of the buyer
    product_ids: tuple[int, ...]
    stake: int
    refunded: int
    is_sample: bool
