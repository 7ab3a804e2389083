"""What others may do with settlement. Every action: keyword-only, one transaction, a named refusal or done.

Orders become money by themselves (reactions): a payment or cash is given to its parts, what won't be sent goes back,
what was received is settled (commission, its VAT and the carrier are taken, the rest is held), and after
`house.payout_after_days` without a dispute it is payable.

Money     `balance_of(cooperative_id)`, `balances_of(ids)` → CooperativeBalance(open, held, payable, cash, in_transit);
          `part_money(part_id)`, `parts_money(ids)` → PartMoney (also of parts not paid yet: `expected`);
          `parts_money_of_cooperative(cooperative_id, states=, after=, page_size=)`; `order_money(order)` for the buyer;
          `price_from_books(product_ids, since=)` → by product what was sold and taken
Holds     `hold_part(part_number, reason, reference, now, by)`, `lift_hold(reference, now, by)` [NotFound, HoldReused,
          UnknownHold]; `holds(open_only=, cooperative_id=)`, `holds_of_part(part_id)`
Refunds   `decide_refund(part_id, items: {line_id: centimes}, delivery_centimes=0, reason, way, borne_by="cooperative",
          payee=None, note="", key=None, by, now) -> Refund` [TooMuch, TooMuchDelivery, NothingToRefund, NotPaidYet,
          UnknownLine, UnknownReason, WayNotPossible, PayeeMissing, and those of `payments.api.repay`];
          `retry_refund(refund_id, way, payee, by, now)` of one that failed; `refunds(...)`, `refund_card(id)`,
          `refunds_of_part(part_id)`, `refund_counts()`; `refund_reasons()`, `refund_ways(paid_by)` for forms
Payouts   `prepare_payouts(on, now, by=None)`, `approve_run(run_id, by, now)`, `release_run(run_id, by, now)`
          [SamePerson, MoveRefused]; `runs()`, `run_view(run_id)`, `payouts_of_run(run_id)`, `payout_card(id,
          cooperative_id=)`, `payouts_of_cooperative(id)`, `payouts_in_trouble()`; `payouts_money(ids)`,
          `payout_money(id)` → PayoutMoney: the lines it pays, what was taken, what was carried over
Reports   `sales`, `sales_by_month`, `sales_journal`, `every_sale` by day of receipt; `owed_to_cooperatives`
Papers    `invoice_reference(part_number)`: for `invoicing.api.papers_of`, gives a part's invoice and credit notes

Facts: PartSettled, PartReleased, RefundDecided, RefundPaid, PayoutReleased, PayoutPaid, PayoutReturned. A payout that
was PayoutPaid may be PayoutReturned later: `payout:{id}:received:back` then takes its amount off `to_share` again, and
a later run pays it anew.
"""

from twiza.settlement.actions.approve_run import approve_run
from twiza.settlement.actions.decide_refund import decide_refund
from twiza.settlement.actions.forget_payees import forget_payees
from twiza.settlement.actions.hold_part import hold_part, lift_hold
from twiza.settlement.actions.prepare_payouts import prepare_payouts
from twiza.settlement.actions.release_parts import release_parts
from twiza.settlement.actions.release_run import release_run
from twiza.settlement.actions.retry_refund import retry_refund
from twiza.settlement.facts import (
    PartReleased,
    PartSettled,
    PayoutPaid,
    PayoutReleased,
    PayoutReturned,
    RefundDecided,
    RefundPaid,
    StatementDiffers,
)
from twiza.settlement.models import Hold, Payout, PayoutRun, Refund, RefundItem, SettledLine, SettledPart
from twiza.settlement.queries.money import (
    balance_of,
    balances_of,
    holds,
    holds_of_part,
    order_money,
    part_money,
    parts_money,
    parts_money_of_cooperative,
)
from twiza.settlement.queries.payouts import (
    payout_card,
    payout_money,
    payouts_in_trouble,
    payouts_money,
    payouts_of_cooperative,
    payouts_of_run,
    run_counts,
    run_view,
    runs,
)
from twiza.settlement.queries.personal import is_unsettled, personal_data
from twiza.settlement.queries.refunds import refund_card, refund_counts, refunds, refunds_of_part
from twiza.settlement.queries.reports import (
    Owed,
    SaleRow,
    Sales,
    every_sale,
    owed_to_cooperatives,
    paid_to_cooperatives,
    sales,
    sales_by_month,
    sales_journal,
)
from twiza.settlement.queries.sold import price_from_books
from twiza.settlement.queries.views import (
    CooperativeBalance,
    HoldCard,
    LineMoney,
    OrderMoney,
    PartMoney,
    PayoutCard,
    PayoutMoney,
    RefundCard,
    RefundItemCard,
    RunCard,
    SoldLine,
    SoldProduct,
)
from twiza.settlement.states import PayoutStatus, RefundStatus, RunStatus, Status
from twiza.settlement.terms import (
    PAYOUT_WORDS,
    REFUND_WORDS,
    RUN_WORDS,
    STATUS_WORDS,
    BorneBy,
    HoldReused,
    NothingToRefund,
    NotPaidYet,
    PayeeMissing,
    Problem,
    RefundReason,
    SamePerson,
    TooMuch,
    TooMuchDelivery,
    UnknownHold,
    UnknownLine,
    UnknownReason,
    Way,
    WayNotPossible,
    invoice_reference,
    refund_reasons,
    refund_ways,
)

__all__ = [
    "PAYOUT_WORDS",
    "REFUND_WORDS",
    "RUN_WORDS",
    "STATUS_WORDS",
    "BorneBy",
    "CooperativeBalance",
    "Hold",
    "HoldCard",
    "HoldReused",
    "LineMoney",
    "NotPaidYet",
    "NothingToRefund",
    "OrderMoney",
    "Owed",
    "PartMoney",
    "PartReleased",
    "PartSettled",
    "PayeeMissing",
    "Payout",
    "PayoutCard",
    "PayoutMoney",
    "PayoutPaid",
    "PayoutReleased",
    "PayoutReturned",
    "PayoutRun",
    "PayoutStatus",
    "Problem",
    "Refund",
    "RefundCard",
    "RefundDecided",
    "RefundItem",
    "RefundItemCard",
    "RefundPaid",
    "RefundReason",
    "RefundStatus",
    "RunCard",
    "RunStatus",
    "SaleRow",
    "Sales",
    "SamePerson",
    "SettledLine",
    "SettledPart",
    "SoldLine",
    "SoldProduct",
    "StatementDiffers",
    "Status",
    "TooMuch",
    "TooMuchDelivery",
    "UnknownHold",
    "UnknownLine",
    "UnknownReason",
    "Way",
    "WayNotPossible",
    "approve_run",
    "balance_of",
    "balances_of",
    "decide_refund",
    "every_sale",
    "forget_payees",
    "hold_part",
    "holds",
    "holds_of_part",
    "invoice_reference",
    "is_unsettled",
    "lift_hold",
    "order_money",
    "owed_to_cooperatives",
    "paid_to_cooperatives",
    "part_money",
    "parts_money",
    "parts_money_of_cooperative",
    "payout_card",
    "payout_money",
    "payouts_in_trouble",
    "payouts_money",
    "payouts_of_cooperative",
    "payouts_of_run",
    "personal_data",
    "prepare_payouts",
    "price_from_books",
    "refund_card",
    "refund_counts",
    "refund_reasons",
    "refund_ways",
    "refunds",
    "refunds_of_part",
    "release_parts",
    "release_run",
    "retry_refund",
    "run_counts",
    "run_view",
    "runs",
    "sales",
    "sales_by_month",
    "sales_journal",
]
