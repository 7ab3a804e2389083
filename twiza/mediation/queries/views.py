"""The frozen values that pages show. Money in centimes, names by language, `words` lazily translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AssociationCard:
    """An association as everybody may see it. `may_sue_words` says its standing before the court, or ""."""

    association_id: int
    slug: str
    names: Names
    about: Names
    seat: str
    commune_names: Names
    phone: str
    email: str
    languages: tuple[str, ...]
    founded_on: date | None
    public_utility_since: date | None
    may_sue_until: date | None
    permit_number: str
    is_open: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class MyAssociation:
    """One of the associations in whose team somebody is."""

    slug: str
    names: Names
    role: str
    role_words: Any


@dataclass(frozen=True, slots=True)
class AdviserCard:
    adviser_id: int
    person_id: int
    name: str
    contact: str
    role: str
    role_words: Any
    joined_at: datetime
    open_cases: int


@dataclass(frozen=True, slots=True)
class InvitationCard:
    invitation_id: int
    contact: str
    role: str
    role_words: Any
    invited_by: str
    expires_at: datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class DeskAssociation:
    """A row of the desk's register. `head` is here, invited, over (the invitation ran out) or none."""

    card: AssociationCard
    head: str


@dataclass(frozen=True, slots=True)
class HeadView:
    """`since` a head is in the team, or the invitations that wait for one."""

    since: datetime | None
    invitations: tuple[InvitationCard, ...]


@dataclass(frozen=True, slots=True)
class InvitationToTeam:
    """What the invited person reads before she accepts."""

    slug: str
    names: Names
    role_words: Any
    inviter: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the association's queue or lists. `due_at` is what is next: the first look, an answer, a promise.

    `against` is the cooperative's name by language, or {"ar": …, "fr": …} of a seller elsewhere.
    """

    case_id: int
    number: str
    status: str
    status_words: Any
    origin: str
    origin_words: Any
    problem: str
    problem_words: Any
    consumer_name: str
    against: Names
    is_elsewhere: bool
    adviser_id: int | None
    adviser_name: str
    opened_at: datetime
    due_at: datetime | None
    is_late: bool
    closed_at: datetime | None
    outcome: str
    outcome_words: Any
    may_read: bool  # False: consent or mandate ended, or it was closed long ago; the file does not exist then


@dataclass(frozen=True, slots=True)
class TermView:
    """One thing a proposal asks for. `said` is the whole of it in a sentence of the reader's language.

    `state`: proposed, due, said_done (the buyer may say otherwise), done, broken, dropped. `lines` are
    (names, pieces or None, centimes or None).
    """

    term_id: int
    kind: str
    kind_words: Any
    said: str
    text: str
    centimes: int
    delivery_centimes: int
    lines: tuple[tuple[Names, int | None, int | None], ...]
    product_names: Names
    product_slug: str
    by_day: date
    state: str
    done_at: datetime | None
    done_note: str
    may_mark_done: bool  # by the cooperative: not a refund or replacement, which follow by themselves
    may_judge: bool  # by the buyer now: whether what the cooperative says was done is so
    refund_number: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    proposal_id: int
    status: str
    status_words: Any
    text: str
    by_name: str
    at: datetime
    answer_by: datetime
    rule_id: str
    rule_since: date
    terms: tuple[TermView, ...]
    buyer_answer: str  # "", yes, no
    buyer_words: Any
    buyer_note: str
    buyer_answered_at: datetime | None
    cooperative_answer: str
    cooperative_words: Any
    cooperative_note: str
    cooperative_answered_at: datetime | None
    ended_at: datetime | None
    agreement: AgreementView | None
    asks_account: bool  # money comes back that was paid in cash: she may give a bank account with her yes
    is_open: bool


@dataclass(frozen=True, slots=True)
class AgreementView:
    agreement_id: int
    status: str
    status_words: Any
    reached_at: datetime
    ended_at: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class OpeningView:
    """Who read the file, when and why."""

    association_names: Names
    adviser_name: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentView:
    consent_id: int
    kind: str
    kind_words: Any
    association_slug: str
    association_names: Names
    words: str
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class MandateView:
    """`state`: in_force, over, revoked."""

    number: str
    name: str
    phone: str
    language: str
    order_number: str
    way: str
    way_words: Any
    witness: str
    given_on: date
    expires_on: date
    scope: tuple[str, ...]
    scope_words: tuple[Any, ...]
    confirmed_at: datetime | None
    has_scan: bool
    recorded_by: str
    recorded_at: datetime
    revoked_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class NoteView:
    author_name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaperView:
    """An escalation file that was made."""

    paper_id: int
    to: str
    to_words: Any
    to_name: str
    language: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as the association sees it, without the order behind it."""

    case_id: int
    number: str
    subject: str  # of its thread and clocks
    status: str
    status_words: Any
    origin: str
    origin_words: Any
    problem: str
    problem_words: Any
    consumer_name: str
    consumer_phone: str  # of a case by mandate
    against: Names
    is_elsewhere: bool
    seller_contact: str
    bought_on: date | None
    paid_centimes: int | None
    facts: str
    complaint_number: str
    order_number: str
    part_number: str
    adviser_id: int | None
    adviser_name: str
    look_by: datetime
    rule_id: str
    rule_since: date
    opened_at: datetime
    taken_at: datetime | None
    closed_at: datetime | None
    outcome: str
    outcome_words: Any
    outcome_note: str
    consent: ConsentView | None
    further_consents: tuple[ConsentView, ...]  # court, authority
    mandate: MandateView | None
    proposals: tuple[ProposalView, ...]  # the oldest first
    agreement: AgreementView | None  # the last one
    notes: tuple[NoteView, ...]
    papers: tuple[PaperView, ...]
    openings: tuple[OpeningView, ...]
    verbs: tuple[str, ...]  # of CASE open to an adviser now: take, put_back, propose, close
    may_give_to: tuple[str, ...]  # court, authority: what she allowed


@dataclass(frozen=True, slots=True)
class LawNote:
    """A rule concerned by the problem. `is_law` False: guidance or promise of the house, and pages say so."""

    rule_id: str
    sentence: Names
    source: str
    article: str
    confidence: str
    is_law: bool


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The whole file of a case. Of a seller elsewhere, everything of an order is None or empty.

    `complaint` is complaints.api's view, `part` ordering's PartView (no delivery code), `money` settlement's
    PartMoney, `rights` protection's, `clocks` a list of ClockView of case, complaint and part.
    """

    case: CaseView
    complaint: Any
    part: Any
    money: Any
    rights: Any
    clocks: tuple[Any, ...]
    law: tuple[LawNote, ...]
    subjects: tuple[str, ...]  # of the threads an adviser reads: case, complaint, part


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A line that a proposal may name: at most `left_centimes` of it can still be given back."""

    line_id: int
    names: Names
    quantity: int
    left_centimes: int


@dataclass(frozen=True, slots=True)
class Offerable:
    """What a form of proposals chooses from."""

    lines: tuple[OfferLine, ...]
    delivery_left_centimes: int
    products: tuple[tuple[int, Names], ...]
    paid_by: str


@dataclass(frozen=True, slots=True)
class PartyCase:
    """A case as the two parties see it: no notes of the association, no clocks of others.

    `for_buyer` has consents and openings, `for_cooperative` has neither.
    """

    number: str
    subject: str
    status: str
    status_words: Any
    association_slug: str
    association_names: Names
    adviser_name: str
    problem_words: Any
    complaint_number: str
    order_number: str
    part_number: str
    buyer_name: str
    cooperative_names: Names
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    outcome_words: Any
    outcome_note: str
    proposals: tuple[ProposalView, ...]
    agreement: AgreementView | None
    clocks: tuple[Any, ...]
    consents: tuple[ConsentView, ...] = ()
    openings: tuple[OpeningView, ...] = ()
    mandate: MandateView | None = None

    @property
    def open_proposal(self) -> ProposalView | None:
        return next((p for p in self.proposals if p.is_open), None)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A case in the cooperative's or the desk's list. The desk sees this much and no more."""

    number: str
    status: str
    status_words: Any
    association_names: Names
    cooperative_names: Names
    cooperative_slug: str
    order_number: str
    part_number: str
    problem_words: Any
    opened_at: datetime
    due_at: datetime | None  # when an answer to an open proposal is due
    awaits_answer: bool  # of the cooperative
    closed_at: datetime | None
    outcome: str
    outcome_words: Any


@dataclass(frozen=True, slots=True)
class AlertView:
    alert_id: int
    kind: str
    kind_words: Any
    product_id: int | None
    product_names: Names
    product_slug: str
    cooperative_names: Names
    cooperative_slug: str
    cases: int
    days: int
    raised_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str


@dataclass(frozen=True, slots=True)
class RecallView:
    """`names` of the product, `variant_words` of the variant ("" for all)."""

    recall_id: int
    number: str
    status: str
    status_words: Any
    association_slug: str
    association_names: Names
    cooperative_id: int
    cooperative_names: Names
    product_id: int
    product_slug: str
    names: Names
    sku: str
    sold_from: date
    sold_until: date
    lot: str
    danger: str
    danger_words: Any
    reasons: Names
    advice: Names
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_as: str
    note: str
    buyers: int
    told: int
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicationView:
    """`products` are (id, slug, names). `is_shown`: published and not withdrawn."""

    publication_id: int
    slug: str
    kind: str
    kind_words: Any
    association_slug: str
    association_names: Names
    titles: Names
    bodies: Names
    products: tuple[tuple[int, str, Names], ...]
    recall_number: str
    by_name: str
    written_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    why_withdrawn: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class WarningCard:
    """A warning on a product's page."""

    association_slug: str
    association_names: Names
    slug: str
    titles: Names
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a table of figures."""

    code: str
    words: Any
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """An association's own figures for a period. `median_days` from opening to end; None where nothing ended."""

    starts_on: date
    ends_on: date
    opened: int
    closed: int
    open_now: int
    late_now: int
    by_problem: tuple[Count, ...]
    by_origin: tuple[Count, ...]
    by_outcome: tuple[Count, ...]
    median_days: int | None
    slowest_days: int | None
    proposals: int
    agreements: int
    carried_out: int
    given_back_centimes: int
    recalls: int
    buyers_reached: int
    publications: int
