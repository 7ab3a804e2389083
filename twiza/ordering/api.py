"""What others may do with baskets and orders. Every action: keyword-only, one transaction, a named refusal or done.

A page: `open_basket`/`basket_of` → `basket_view` → `checkout_view` → `hold_for_checkout` at the recapitulation →
`place_order` with the view's `key` and the total the buyer saw → redirect to `order_path(order)`.

Baskets
- `basket_of(*, token=None, person=None) -> Basket | None`; `open_basket(*, token=None, person=None, now) -> Basket`:
  a guest's cookie carries `basket.token`; `pieces_in_basket(*, token=None, person=None) -> int` for the header
- `basket_view(basket | None, *, now) -> BasketView`: looking changes nothing; `view.changes` is "" or what moved
- `add_to_basket(*, basket, variant_id, quantity=1, now)`, `set_quantity(*, basket, variant_id, quantity, now)` (0: out)
  [QuantityOutOfRange, BasketFull, NotSold, CooperativeClosed, NotEnough]; `remove_line(*, basket, variant_id, now)`
- `accept_changes(*, basket, seen, now)` with `seen=view.changes` [BasketChanged]
- `merge_baskets(*, token, person, now) -> Basket` at sign-in; never refuses

Checkout
- `checkout_view(*, basket, address: PostalAddress | None, choices: {cooperative_id: Quote.code},
  payments: {cooperative_id: way} | None = None, now) -> CheckoutView`: `view.sums` is what is paid how
- `hold_for_checkout(*, basket, now) -> datetime` until when the stock is hers [as place_order]
- `place_order(*, basket, key, contact: Contact, address, choices, payments=None, terms_version, seen_total_centimes,
  now, is_sample=False) -> Order`: the same key gives the same order; then lead the buyer to `next_to_pay(order)`.
  `terms_version` is that of the view when the box was ticked, else "". Build `address` with
  `people.api.check_postal_address`. [TermsNotAccepted, NameMissing, NotAPhone, NotAnEmail, AddressMissing,
  CheckoutStale, EmptyBasket, NotSold, CooperativeClosed, StockGone, NotEnough, PriceChanged, DeliveryNotChosen,
  DeliveryNotPossible, CashNotTaken, WayNotOffered, TotalChanged, a LineRefusal has `variant_ids`]

Parts (`part` from an access function; `now` always)
- `accept_line(*, part, line_id, actor, now)`, `decline_line(*, part, line_id, reason, actor, now)`,
  `confirm_part(*, part, actor, now, accept_rest=False)` [LinesUndecided], `decline_part(*, part, reason, actor, now,
  note="")` [UnknownReason]; reasons: `decline_reasons()` gives (code, words)
- `prepare_part(*, part, actor, now)` makes the parcel, `hand_over_part(*, part, actor, now, tracking="")`,
  `deliver_part(*, part, code, actor, now)` (not inside a transaction) with the buyer's code
- `cancel_part(*, part, actor, now, reason="", by="buyer" | "desk")`; `cancel_reasons()`
- `give_up_part(*, part, actor, now)`: a late part ends for the buyer, also on its way; whether she may, protection says
- `follow_parcel(*, reference, now)`: after any other verb of delivery on `part.number`, and the page is right at once
- any of them: MoveRefused when the situation has changed

Access (NotFound for a stranger): `order_of_buyer(person, number)`, `order_by_secret(number, secret)`,
`order_for_desk(person, number)`; of a guest: `send_order_code(*, number, phone, client, language, now) -> "phone" |
"email"` [NotAPhone, TooManyTries], then `order_by_code(*, number, phone, code, client, now)` [WrongCode, TooManyTries];
`part_of_order(order, part_number)`, `parts_of_order(order)`, `part_of_cooperative(cooperative_id, part_number)`

Queries: `order_view(order, *, now, for_buyer=True) -> OrderView`, `part_view(part, *, now) -> PartView`,
`orders_of(person, *, after, page_size)`, `parts_of_cooperative(cooperative_id, *, group, now, after, page_size)` with
`group` in to_confirm, to_prepare, to_hand_over, on_the_way, done, late; `today_of_cooperative(cooperative_id, *, now)`,
`orders_for_desk(*, text, status, after, page_size)`

Payment: each part has its way (`part.payment`, a code of `payments.api.ways`). What is not "cash" begins as UNPAID,
with one payment for all parts of an order and way: `payment_reference(order, way)`; `parts_paid_by(reference)` gives
its parts, whose `ordered_centimes` sum to its amount. `total_centimes` shrinks when a line is declined,
`ordered_centimes` never. A line keeps its commission: `commission_centimes`, `commission_vat_centimes`, …

`confirmation_given_at(order)`: when the buyer was given the written confirmation of art. 32.

Papers (PDF bytes): `confirmation_pdf(order, language=None)`, `packing_list_pdf(part, *, language)`,
`label_pdf(part, *, language)` [NotPrepared]

Links (`web` answers there, after /{language}): ORDER_PATH, PARCEL_PATH (opened by the label's QR), WORKSHOP_PART_PATH;
`order_path(order)`
"""

from twiza.ordering.access import (
    order_by_code,
    order_by_secret,
    order_for_desk,
    order_of_buyer,
    part_of_cooperative,
    part_of_order,
    parts_of_order,
)
from twiza.ordering.actions.accept_changes import accept_changes
from twiza.ordering.actions.accept_line import accept_line
from twiza.ordering.actions.add_to_basket import add_to_basket
from twiza.ordering.actions.cancel_part import cancel_part
from twiza.ordering.actions.confirm_part import confirm_part
from twiza.ordering.actions.decline_line import decline_line
from twiza.ordering.actions.decline_part import decline_part
from twiza.ordering.actions.deliver_part import deliver_part
from twiza.ordering.actions.follow_parcel import follow_parcel
from twiza.ordering.actions.forget_orders import forget_basket, forget_orders
from twiza.ordering.actions.give_confirmation import confirmation_pdf
from twiza.ordering.actions.give_up_part import give_up_part
from twiza.ordering.actions.hand_over_part import hand_over_part
from twiza.ordering.actions.hold_for_checkout import hold_for_checkout
from twiza.ordering.actions.merge_baskets import merge_baskets
from twiza.ordering.actions.open_basket import open_basket
from twiza.ordering.actions.place_order import place_order
from twiza.ordering.actions.prepare_part import prepare_part
from twiza.ordering.actions.press_for_answers import press_for_answers
from twiza.ordering.actions.prune_baskets import prune_baskets
from twiza.ordering.actions.remove_line import remove_line
from twiza.ordering.actions.send_order_code import send_order_code
from twiza.ordering.actions.set_quantity import set_quantity
from twiza.ordering.adapters.parcel_papers import label_pdf, packing_list_pdf
from twiza.ordering.facts import (
    LineDeclined,
    OrderPlaced,
    PartCancelled,
    PartConfirmed,
    PartDeclined,
    PartHandedOver,
    PartPrepared,
    PartReceived,
    PartReturned,
)
from twiza.ordering.models import Basket, CooperativeOrder, Order, OrderLine
from twiza.ordering.queries.baskets import basket_of, basket_view, pieces_in_basket
from twiza.ordering.queries.checkout import checkout_view
from twiza.ordering.queries.confirmed import confirmation_given_at
from twiza.ordering.queries.links import order_path
from twiza.ordering.queries.lists import orders_for_desk, orders_of, parts_of_cooperative, today_of_cooperative
from twiza.ordering.queries.orders import order_view, part_view
from twiza.ordering.queries.paying import next_to_pay, parts_paid_by, payment_reference
from twiza.ordering.queries.personal import OrderTrace, order_traces, orders_to_pseudonymise, personal_data
from twiza.ordering.queries.received import received_counts
from twiza.ordering.queries.views import (
    BasketGroup,
    BasketLineView,
    BasketView,
    CheckoutPart,
    CheckoutView,
    OrderCard,
    OrderLineView,
    OrderPayment,
    OrderView,
    Page,
    PartCard,
    PartOfCard,
    PartView,
    TimelineStep,
    TodayCounts,
    WaySum,
)
from twiza.ordering.states import CASH, LineStatus, Status
from twiza.ordering.terms.refusals import (
    AddressMissing,
    BasketChanged,
    BasketFull,
    CashNotTaken,
    CheckoutStale,
    CooperativeClosed,
    DeliveryNotChosen,
    DeliveryNotPossible,
    EmptyBasket,
    LineRefusal,
    LinesUndecided,
    NameMissing,
    NotEnough,
    NotPrepared,
    NotSold,
    PriceChanged,
    QuantityOutOfRange,
    StockGone,
    TermsNotAccepted,
    TooManyTries,
    TotalChanged,
    UnknownReason,
    WayNotOffered,
)
from twiza.ordering.terms.words import (
    LINE_WORDS,
    METHOD_WORDS,
    MOST_LINES,
    MOST_OF_A_LINE,
    ORDER_PATH,
    PARCEL_PATH,
    STATUS_WORDS,
    TERMS_VERSION,
    WORKSHOP_PART_PATH,
    CancelReason,
    Contact,
    DeclineReason,
    cancel_reasons,
    decline_reasons,
)
from twiza.people.api import PostalAddress

__all__ = [
    "CASH",
    "LINE_WORDS",
    "METHOD_WORDS",
    "MOST_LINES",
    "MOST_OF_A_LINE",
    "ORDER_PATH",
    "PARCEL_PATH",
    "STATUS_WORDS",
    "TERMS_VERSION",
    "WORKSHOP_PART_PATH",
    "AddressMissing",
    "Basket",
    "BasketChanged",
    "BasketFull",
    "BasketGroup",
    "BasketLineView",
    "BasketView",
    "CancelReason",
    "CashNotTaken",
    "CheckoutPart",
    "CheckoutStale",
    "CheckoutView",
    "Contact",
    "CooperativeClosed",
    "CooperativeOrder",
    "DeclineReason",
    "DeliveryNotChosen",
    "DeliveryNotPossible",
    "EmptyBasket",
    "LineDeclined",
    "LineRefusal",
    "LineStatus",
    "LinesUndecided",
    "NameMissing",
    "NotEnough",
    "NotPrepared",
    "NotSold",
    "Order",
    "OrderCard",
    "OrderLine",
    "OrderLineView",
    "OrderPayment",
    "OrderPlaced",
    "OrderTrace",
    "OrderView",
    "Page",
    "PartCancelled",
    "PartCard",
    "PartConfirmed",
    "PartDeclined",
    "PartHandedOver",
    "PartOfCard",
    "PartPrepared",
    "PartReceived",
    "PartReturned",
    "PartView",
    "PostalAddress",
    "PriceChanged",
    "QuantityOutOfRange",
    "Status",
    "StockGone",
    "TermsNotAccepted",
    "TimelineStep",
    "TodayCounts",
    "TooManyTries",
    "TotalChanged",
    "UnknownReason",
    "WayNotOffered",
    "WaySum",
    "accept_changes",
    "accept_line",
    "add_to_basket",
    "basket_of",
    "basket_view",
    "cancel_part",
    "cancel_reasons",
    "checkout_view",
    "confirm_part",
    "confirmation_given_at",
    "confirmation_pdf",
    "decline_line",
    "decline_part",
    "decline_reasons",
    "deliver_part",
    "follow_parcel",
    "forget_basket",
    "forget_orders",
    "give_up_part",
    "hand_over_part",
    "hold_for_checkout",
    "label_pdf",
    "merge_baskets",
    "next_to_pay",
    "open_basket",
    "order_by_code",
    "order_by_secret",
    "order_for_desk",
    "order_of_buyer",
    "order_path",
    "order_traces",
    "order_view",
    "orders_for_desk",
    "orders_of",
    "orders_to_pseudonymise",
    "packing_list_pdf",
    "part_of_cooperative",
    "part_of_order",
    "part_view",
    "parts_of_cooperative",
    "parts_of_order",
    "parts_paid_by",
    "payment_reference",
    "personal_data",
    "pieces_in_basket",
    "place_order",
    "prepare_part",
    "press_for_answers",
    "prune_baskets",
    "received_counts",
    "remove_line",
    "send_order_code",
    "set_quantity",
    "today_of_cooperative",
]
