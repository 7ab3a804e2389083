"""The frozen values that pages show. Money in centimes, weights in grams, names by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from twiza.delivery.api import Quote, ShipmentCard

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BasketLineView:
    """A line as it is now beside what the buyer was shown. `troubles` ⊆ price, short, sold_out, not_sold, closed."""

    line_id: int
    variant_id: int
    product_id: int
    slug: str
    names: Names
    labels: Names
    sku: str
    content_amount: int
    content_unit: str
    image: Any  # as on catalog's cards; None without photo
    quantity: int
    price_centimes: int
    price_seen_centimes: int
    total_centimes: int  # quantity × today's price
    available: int
    made_to_order: bool
    perishable: bool
    lead_days: int
    personalised: bool
    warranty_months: int
    warranty_terms: Names
    weight_grams: int
    vat_class: str
    category_path: str
    troubles: tuple[str, ...]

    @property
    def price_changed(self) -> bool:
        return "price" in self.troubles

    @property
    def stock_short(self) -> bool:
        return "short" in self.troubles or "sold_out" in self.troubles

    @property
    def not_sold(self) -> bool:
        return "not_sold" in self.troubles

    @property
    def closed(self) -> bool:
        return "closed" in self.troubles


@dataclass(frozen=True, slots=True)
class BasketGroup:
    """The lines of one cooperative."""

    cooperative_id: int
    slug: str
    names: Names
    commune_code: str
    is_open: bool
    hand_delivery: bool
    seller: Mapping[str, Any]  # `cooperatives.api.Seller.terms`, as an order freezes them
    lines: tuple[BasketLineView, ...]
    goods_centimes: int
    grams: int


@dataclass(frozen=True, slots=True)
class BasketView:
    """The whole basket. `changes` is "" when nothing moved, else what `accept_changes(seen=…)` must be given."""

    basket_id: int | None
    groups: tuple[BasketGroup, ...]
    lines: int
    pieces: int
    goods_centimes: int
    changes: str

    @property
    def is_empty(self) -> bool:
        return self.lines == 0

    @property
    def all_lines(self) -> tuple[BasketLineView, ...]:
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class CheckoutPart:
    """One cooperative at checkout: the ways to deliver, and the one chosen (the cheapest door delivery until then).

    `payment` is the code of how it is paid; `cash_possible`: somebody takes cash for it at that door.
    """

    group: BasketGroup
    quotes: tuple[Quote, ...]
    chosen: Quote | None
    payment: str
    payment_words: Any
    cash_possible: bool
    delivery_centimes: int
    cash_fee_centimes: int
    total_centimes: int
    earliest_on: date | None
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class WaySum:
    """What of an order is paid in one way, and by how many parts. `words`: "by card", "in cash at the door"."""

    code: str
    words: Any
    prepaid: bool
    centimes: int
    parts: int


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """The recapitulation. `key` goes back with the form: the same basket makes one order, whatever is clicked.

    `ways`: those that are offered for this amount, as `payments.api.ways` has them. `sums`: what is paid how, what is
    paid first before what is paid at the door.
    """

    basket: BasketView
    parts: tuple[CheckoutPart, ...]
    goods_centimes: int
    delivery_centimes: int
    cash_fee_centimes: int
    total_centimes: int
    ways: tuple[Any, ...]
    sums: tuple[WaySum, ...]
    key: str
    terms_version: str
    ready: bool  # no trouble in the basket and a delivery chosen for each part

    @property
    def now_centimes(self) -> int:
        """What is paid before anything is sent."""
        return sum(way.centimes for way in self.sums if way.prepaid)

    @property
    def door_centimes(self) -> int:
        return sum(way.centimes for way in self.sums if not way.prepaid)


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """`code`: placed, confirmed, prepared, handed_over, delivered, or the end that came instead
    (declined, cancelled, refused, returned). `state`: done, now, to_come or stopped. `label` is lazy text."""

    code: str
    label: Any
    state: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class OrderLineView:
    """A line as sold. VAT is inside `total_centimes`."""

    line_id: int
    variant_id: int
    product_id: int
    slug: str
    names: Names
    labels: Names
    sku: str
    content_amount: int
    content_unit: str
    quantity: int
    price_centimes: int
    total_centimes: int
    vat_basis_points: int
    vat_centimes: int
    made_to_order: bool
    perishable: bool
    personalised: bool
    warranty_months: int
    warranty_terms: Names
    status: str  # ordered, accepted, declined
    reason: str
    reason_words: Any
    withdrawal_exception: str  # "", personalised, perishable (law.api.withdrawal_exception)


@dataclass(frozen=True, slots=True)
class PartView:
    """One cooperative's part with everything its page shows."""

    part_id: int
    number: str
    order_number: str
    status: str
    status_words: Any
    cooperative_id: int
    cooperative_slug: str
    cooperative_names: Names
    seller: Mapping[str, Any]
    quote: Mapping[str, Any]
    buyer_name: str
    buyer_phone: str
    address: Mapping[str, Any]
    commune_names: Names
    province_names: Names
    language: str
    lines: tuple[OrderLineView, ...]
    goods_centimes: int
    delivery_centimes: int
    cash_fee_centimes: int
    total_centimes: int
    grams: int
    placed_at: datetime
    confirm_by: datetime
    promised_on: date
    reason: str
    reason_words: Any
    note: str
    timeline: tuple[TimelineStep, ...]
    shipment: ShipmentCard | None
    payment: str  # the way's code
    payment_words: Any
    paid_at: datetime | None
    pay_by: datetime | None
    ordered_centimes: int
    cash_state: str  # to_pay, collected, remitted, with_market; awaited, prepaid for what is paid beforehand; none
    cash_words: Any
    delivery_code: str  # "" unless the buyer looks and the parcel is on its way
    received_on: date | None
    all_decided: bool
    buyer_verbs: tuple[str, ...]
    cooperative_verbs: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return self.status in ("unpaid", "placed", "confirmed", "prepared", "handed_over", "refused")


@dataclass(frozen=True, slots=True)
class OrderPayment:
    """One payment of an order, for all its parts of one way. `state`: open, settled, expired, cancelled.

    `pay_path`, where the buyer pays, is "" unless she looks and it is open. `instructions`: of a transfer.
    """

    way: str
    words: Any
    centimes: int
    state: str
    expires_at: datetime
    pay_path: str
    instructions: Any
    cooperatives: tuple[Names, ...]

    @property
    def is_open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class OrderView:
    """The buyer's page. `total_centimes`: still due, or paid; `placed_total_centimes`: what she confirmed."""

    order_id: int
    number: str
    secret: str
    placed_at: datetime
    name: str
    phone: str
    email: str
    language: str
    address: Mapping[str, Any]
    commune_names: Names
    parts: tuple[PartView, ...]
    payments: tuple[OrderPayment, ...]
    cash_centimes: int  # what of the total is paid at the door
    goods_centimes: int
    delivery_centimes: int
    cash_fee_centimes: int
    total_centimes: int
    placed_total_centimes: int
    terms_version: str
    terms_accepted_at: datetime
    has_confirmation: bool
    is_sample: bool

    @property
    def waiting(self) -> int:
        """How many parts wait for a payment."""
        return sum(part.status == "unpaid" for part in self.parts)

    @property
    def waits(self) -> bool:
        """Every part that is not over waits for a payment: no cooperative has heard of it."""
        return bool(self.waiting) and all(part.status in ("unpaid", "cancelled") for part in self.parts)


@dataclass(frozen=True, slots=True)
class PartCard:
    """A part in a list of the workshop."""

    part_id: int
    number: str
    order_number: str
    status: str
    status_words: Any
    buyer_name: str
    commune_names: Names
    lines: int
    pieces: int
    total_centimes: int
    placed_at: datetime
    confirm_by: datetime
    promised_on: date
    late: bool
    first_names: Names  # of its first line
    method: str
    payment: str


@dataclass(frozen=True, slots=True)
class PartOfCard:
    """A part inside an order's card."""

    number: str
    status: str
    status_words: Any
    cooperative_names: Names
    total_centimes: int


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order in the buyer's or the desk's list."""

    order_id: int
    number: str
    placed_at: datetime
    name: str
    phone: str
    commune_names: Names
    total_centimes: int
    pieces: int
    parts: tuple[PartOfCard, ...]
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A keyset page: pass `next` back as `after`; None at the end. `count` is of the whole list."""

    items: tuple[Any, ...]
    count: int
    next: int | None


@dataclass(frozen=True, slots=True)
class TodayCounts:
    """What waits for a cooperative now."""

    to_confirm: int
    to_prepare: int
    to_hand_over: int
    on_the_way: int
    late: int  # past confirm_by or promised_on
    overdue: int  # past promised_on: the group "late" of `parts_of_cooperative`
