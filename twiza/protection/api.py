"""What others may do with a buyer's rights. Every action: keyword-only, one transaction, a named refusal or done.

`part` comes from an access function of `ordering.api` (`part_of_order`, `part_of_cooperative`), `by` is a Person or
None for a guest. Clocks are filed under `part:<part number>`; holds, refunds under `withdrawal:<number>`, `claim:…`.

Rights       `rights_of_part(part, *, now) -> PartRights`; `rights_of_parts(parts, *, now) -> {part id: PartRights}`
             (the same number of queries for one and for fifty); `quote_withdrawal(*, part, items: {line_id: quantity},
             now) -> WithdrawalQuote`: what would go back, and by when (refuses as asking does)
Withdrawal   `ask_withdrawal(*, part, items, returned_by, refund_way, payee=None, note="", key, by, now) -> Withdrawal`
             [NotReceivedYet, TooLateToWithdraw(day), NotReturnable, AlreadyWithdrawn, AlreadyRefunded, LineNotYours,
             NothingChosen, TooManyPieces, UnknownReturn, and of settlement WayNotPossible, PayeeMissing]; the same key
             gives the same withdrawal. `refund_way` is of `rights.ways`; `payee` a `payments.api.Payee` for a transfer
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
Lateness     `rescind_for_lateness(*, part, by, now) -> Rescission` [NotLate, RescissionNotOpen(day)]
Replacement  `order_replacement(*, part, items, reason, key, by, now, promised_on=None) -> Replacement` [NothingChosen,
             TooManyPieces, LineNotYours]; the same key the same. `send_replacement(*, replacement, tracking="", by,
             now)`, `receive_replacement(*, replacement, role="buyer"|"cooperative", by, now)`, `cancel_replacement(*,
             replacement, role, by, now)`; `replacement_of_order(order, number)`, `replacement_of_cooperative`,
             `replacement_by_key(key) -> Replacement | None`, `replacement_view(replacement, *, now)`,
             `replacements_of_part`, `replacements_of_order`, `replacements_of_cooperative(…)`
Refunds      `refund_duty(refund_id, *, now) -> DutyView | None`, `duties_of_part(part, *, now)`, `duties_of_order`,
             `overdue_refunds(*, now, after=None, page_size=30) -> Page` for the desk
Choices      `returned_by_choices()`, `remedy_choices()`, `defect_choices()`, `claim_kind_choices()`: (code, words)
Persons      `personal_data(*, person)`, `forget_person(*, person, now)`

Facts: WithdrawalAsked, WithdrawalTakenBack, WithdrawnGoodsReceived, WithdrawalRefunded, GuaranteeClaimed,
GuaranteeAnswered, GuaranteeRemedied, GuaranteeSilent, ReplacementSent, ReplacementReceived, ReplacementLate,
DeliveryLate, SaleRescinded, RefundOverdue.
"""

from twiza.protection.models import GuaranteeClaim, Replacement, Rescission, Withdrawal
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
from twiza.protection.states import ClaimStatus, ReplacementStatus, WithdrawalStatus
from twiza.protection.terms.words import claim_kind_choices, defect_choices, remedy_choices, returned_by_choices

__all__ = [
    "ClaimStatus",
    "ClaimView",
    "DutyView",
    "GuaranteeClaim",
    "ItemView",
    "Lateness",
    "LineRight",
    "PartRights",
    "Replacement",
    "ReplacementStatus",
    "ReplacementView",
    "Rescission",
    "Withdrawal",
    "WithdrawalQuote",
    "WithdrawalStatus",
    "WithdrawalView",
    "claim_kind_choices",
    "defect_choices",
    "remedy_choices",
    "returned_by_choices",
]
