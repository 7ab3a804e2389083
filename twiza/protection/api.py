"""What others may do with a buyer's rights. Every action: keyword-only, one transaction, a named refusal or done.

`part` comes from an access function of `ordering.api` (`part_of_order`, `part_of_cooperative`), `by` is a Person or
None for a guest. Clocks are filed under `part:<part number>`; holds, refunds under `withdrawal:<number>`, `claim:…`.

Rights       `rights_of_part(part, *, now) -> PartRights`; `rights_of_parts(parts, *, now) -> {part id: PartRights}`
             (the same number of queries for one and for fifty); `quote_withdrawal(*, part, items: {line_id: quantity},
             now) -> WithdrawalQuote`: what would go back, and by when (refuses as asking does)
Withdrawal   `ask_withdrawal(*, part, items, returned_by, refund_way, payee=None, note="", key, by, now) -> Withdrawal`
             [NotReceivedYet, TooLateToWithdraw(day), NotReturnable, AlreadyWithdrawn, AlreadyRefunded, LineNotYours,
             NothingChosen, TooManyPieces, UnknownReturn, WayMissing, and of settlement WayNotPossible, PayeeMissing];
             the same key gives the same withdrawal. `refund_way` is of `rights.ways`; `payee` a `payments.api.Payee`
             for a transfer
             `send_back(*, withdrawal, tracking="", by, now)`, `take_back_withdrawal(*, withdrawal, by, now)` of the
             buyer; `receive_goods(*, withdrawal, condition="", photos=(), disputed=False, back_on_shelf=False, by,
             now)` of the cooperative [ConditionMissing, TooManyPhotos]; `refund_withdrawal(*, withdrawal, now)` by
             itself (goods received, or the legal due day). MoveRefused when the situation has changed
             `withdrawal_of_order(order, number)`, `withdrawal_of_cooperative(cooperative_id, number)` [NotFound];
             `withdrawal_view(withdrawal, *, now)`, `withdrawals_of_part(part, *, now)`, `withdrawals_of_order(order, *,
             now)`, `withdrawals_of_cooperative(cooperative_id, *, group="open"|"done"|"", now, after, page_size)` ->
             Page of WithdrawalView; `receipt_pdf(withdrawal, language=None) -> bytes`
Guarantee    `claim_guarantee(*, part, line_id, quantity=None, kind, defect, found_on, text="", photos=(), remedy,
             refund_way="", payee=None, key, by, now) -> GuaranteeClaim` [NotReceivedYet, TooLateToClaim(day),
             NoWarranty, AlreadyClaimed, AlreadyRefunded, AlreadyWithdrawn, UnknownDefect, UnknownRemedy, UnknownKind,
             FoundBeforeReceipt, FoundInFuture, TooManyPhotos, TooManyPieces, LineNotYours, WayNotPossible, …]
             cooperative: `answer_claim(*, claim, answer="accept"|"offer"|"deny", remedy="", text="", promised_on=None,
             reduction_centimes=0, by, now)` [ReasonMissing, UnknownRemedy, DayMissing, ReductionTooBig];
             `remedy_claim(*, claim, by, now)`: the repair is done
             buyer: `answer_offer(*, claim, take: bool, by, now)`, `take_refund(*, claim, by, now)` after silence,
             `drop_claim(*, claim, by, now)`
             `claim_of_order`, `claim_of_cooperative` [NotFound]; `claim_view(claim, *, now)`, `claims_of_part`,
             `claims_of_order`, `claims_of_cooperative(cooperative_id, *, group, now, after, page_size)`
Lateness     `rescind_for_lateness(*, part, by, now) -> Rescission` [NotLate, RescissionNotOpen(day), NotToGiveUp]
Replacement  `order_replacement(*, part, items, reason, key, by, now, promised_on=None) -> Replacement` [NothingChosen,
             TooManyPieces, LineNotYours]; the same key the same. `send_replacement(*, replacement, tracking="", by,
             now)`, `receive_replacement(*, replacement, role="buyer"|"cooperative", by, now)`, `cancel_replacement(*,
             replacement, role, by, now)`; `replacement_of_order(order, number)`, `replacement_of_cooperative`,
             `replacement_by_key(key) -> Replacement | None`, `replacement_view(replacement, *, now)`,
             `replacements_of_part`, `replacements_of_order`, `replacements_of_cooperative(…)`
Refunds      `refund_duty(refund_id, *, now) -> DutyView | None`, `duties_of_part(part, *, now)`, `duties_of_order`,
             `overdue_refunds(*, now, after=None, page_size=30) -> Page` for the desk
Counts       `counts_of_cooperative(cooperative_id) -> ToDo`: what waits for it
Choices      `returned_by_choices()`, `remedy_choices()`, `defect_choices()`, `claim_kind_choices()`: (code, words)
Persons      `personal_data(*, person)`, `forget_person(*, person, now)`, `forget_parts(*, numbers, now)` of guests

Facts: WithdrawalAsked, WithdrawalTakenBack, WithdrawnGoodsReceived, WithdrawalRefunded, GuaranteeClaimed,
GuaranteeAnswered, GuaranteeRemedied, GuaranteeSilent, ReplacementSent, ReplacementReceived, ReplacementLate,
DeliveryLate, SaleRescinded, RefundOverdue.
"""

from twiza.protection.access import (
    claim_of_cooperative,
    claim_of_order,
    replacement_of_cooperative,
    replacement_of_order,
    withdrawal_of_cooperative,
    withdrawal_of_order,
)
from twiza.protection.actions.answer_claim import answer_claim
from twiza.protection.actions.ask_withdrawal import ask_withdrawal, quote_withdrawal
from twiza.protection.actions.claim_guarantee import claim_guarantee
from twiza.protection.actions.follow_replacement import cancel_replacement, receive_replacement, send_replacement
from twiza.protection.actions.forget_person import forget_parts, forget_person
from twiza.protection.actions.keep_receipt import receipt_pdf
from twiza.protection.actions.order_replacement import order_replacement
from twiza.protection.actions.receive_goods import receive_goods
from twiza.protection.actions.refund_withdrawal import refund_withdrawal
from twiza.protection.actions.rescind_for_lateness import rescind_for_lateness
from twiza.protection.actions.send_back import send_back
from twiza.protection.actions.settle_claim import answer_offer, drop_claim, remedy_claim, take_refund
from twiza.protection.actions.take_back_withdrawal import take_back_withdrawal
from twiza.protection.facts import (
    DeliveryLate,
    GuaranteeAnswered,
    GuaranteeClaimed,
    GuaranteeRemedied,
    GuaranteeSilent,
    RefundOverdue,
    ReplacementLate,
    ReplacementReceived,
    ReplacementSent,
    SaleRescinded,
    WithdrawalAsked,
    WithdrawalRefunded,
    WithdrawalTakenBack,
    WithdrawnGoodsReceived,
)
from twiza.protection.models import GuaranteeClaim, RefundDuty, Replacement, Rescission, Withdrawal
from twiza.protection.queries.claims import claim_view, claims_of_cooperative, claims_of_order, claims_of_part
from twiza.protection.queries.counts import ToDo, counts_of_cooperative
from twiza.protection.queries.duties import duties_of_order, duties_of_part, overdue_refunds, refund_duty
from twiza.protection.queries.personal import personal_data
from twiza.protection.queries.replacements import (
    replacement_by_key,
    replacement_view,
    replacements_of_cooperative,
    replacements_of_order,
    replacements_of_part,
)
from twiza.protection.queries.rights import rights_of_part, rights_of_parts
from twiza.protection.queries.views import (
    ClaimView,
    DutyView,
    ItemView,
    Lateness,
    LineRight,
    PartRights,
    ReplacementView,
    WithdrawalQuote,
    WithdrawalView,
)
from twiza.protection.queries.withdrawals import (
    withdrawal_view,
    withdrawals_of_cooperative,
    withdrawals_of_order,
    withdrawals_of_part,
)
from twiza.protection.states import ClaimStatus, ReplacementStatus, WithdrawalStatus
from twiza.protection.terms.refusals import (
    AlreadyClaimed,
    AlreadyRefunded,
    AlreadyWithdrawn,
    ConditionMissing,
    DayMissing,
    FoundBeforeReceipt,
    FoundInFuture,
    LineNotYours,
    NothingChosen,
    NotLate,
    NotReceivedYet,
    NotReturnable,
    NotToGiveUp,
    NoWarranty,
    ReasonMissing,
    ReductionTooBig,
    RescissionNotOpen,
    TooLateToClaim,
    TooLateToWithdraw,
    TooManyPhotos,
    TooManyPieces,
    UnknownAnswer,
    UnknownDefect,
    UnknownKind,
    UnknownRemedy,
    UnknownReturn,
    WayMissing,
)
from twiza.protection.terms.words import claim_kind_choices, defect_choices, remedy_choices, returned_by_choices

__all__ = [
    "AlreadyClaimed",
    "AlreadyRefunded",
    "AlreadyWithdrawn",
    "ClaimStatus",
    "ClaimView",
    "ConditionMissing",
    "DayMissing",
    "DeliveryLate",
    "DutyView",
    "FoundBeforeReceipt",
    "FoundInFuture",
    "GuaranteeAnswered",
    "GuaranteeClaim",
    "GuaranteeClaimed",
    "GuaranteeRemedied",
    "GuaranteeSilent",
    "ItemView",
    "Lateness",
    "LineNotYours",
    "LineRight",
    "NoWarranty",
    "NotLate",
    "NotReceivedYet",
    "NotReturnable",
    "NotToGiveUp",
    "NothingChosen",
    "PartRights",
    "ReasonMissing",
    "ReductionTooBig",
    "RefundDuty",
    "RefundOverdue",
    "Replacement",
    "ReplacementLate",
    "ReplacementReceived",
    "ReplacementSent",
    "ReplacementStatus",
    "ReplacementView",
    "Rescission",
    "RescissionNotOpen",
    "SaleRescinded",
    "ToDo",
    "TooLateToClaim",
    "TooLateToWithdraw",
    "TooManyPhotos",
    "TooManyPieces",
    "UnknownAnswer",
    "UnknownDefect",
    "UnknownKind",
    "UnknownRemedy",
    "UnknownReturn",
    "WayMissing",
    "Withdrawal",
    "WithdrawalAsked",
    "WithdrawalQuote",
    "WithdrawalRefunded",
    "WithdrawalStatus",
    "WithdrawalTakenBack",
    "WithdrawalView",
    "WithdrawnGoodsReceived",
    "answer_claim",
    "answer_offer",
    "ask_withdrawal",
    "cancel_replacement",
    "claim_guarantee",
    "claim_kind_choices",
    "claim_of_cooperative",
    "claim_of_order",
    "claim_view",
    "claims_of_cooperative",
    "claims_of_order",
    "claims_of_part",
    "counts_of_cooperative",
    "defect_choices",
    "drop_claim",
    "duties_of_order",
    "duties_of_part",
    "forget_parts",
    "forget_person",
    "order_replacement",
    "overdue_refunds",
    "personal_data",
    "quote_withdrawal",
    "receipt_pdf",
    "receive_goods",
    "receive_replacement",
    "refund_duty",
    "refund_withdrawal",
    "remedy_choices",
    "remedy_claim",
    "replacement_by_key",
    "replacement_of_cooperative",
    "replacement_of_order",
    "replacement_view",
    "replacements_of_cooperative",
    "replacements_of_order",
    "replacements_of_part",
    "rescind_for_lateness",
    "returned_by_choices",
    "rights_of_part",
    "rights_of_parts",
    "send_back",
    "send_replacement",
    "take_back_withdrawal",
    "take_refund",
    "withdrawal_of_cooperative",
    "withdrawal_of_order",
    "withdrawal_view",
    "withdrawals_of_cooperative",
    "withdrawals_of_order",
    "withdrawals_of_part",
]
