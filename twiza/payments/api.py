"""Money in from buyers, and back to them. It does not know what is paid: `reference` is the caller's.

Settings decide which ways are on (`settings.TWIZA_PAYMENTS`). Cash is only listed: delivery collects it.

    ways(amount_centimes=)                what a checkout offers
    open_payment(reference=, …)           prepaid ways only; in the caller's transaction; same reference → same payment
    payment_view(reference)               what it stands at; `pay_path` is where the buyer goes to pay
    cancel_payment(reference=, now=)      False where it was settled or expired meanwhile: look at it
    repay(reference=, …)                  from `buyer:refunds` back to the buyer; same reference → same repayment
    confirm_repayment / fail_repayment    cash given, or done by hand at the acquirer

A payment is open until it is paid, cancelled, or taken by the job `expire` after `expires_at`; it may settle until then
so keep what it is for until PaymentExpired comes. PaymentSettled: the whole amount stands on `payments:in`.
"""

from twiza.payments.access import payment_by_secret, payment_for_desk, receipt_for_desk, repayment_for_desk
from twiza.payments.actions.begin_payment import begin_payment
from twiza.payments.actions.cancel_payment import cancel_payment
from twiza.payments.actions.confirm_repayment import confirm_repayment
from twiza.payments.actions.expire_payments import expire_payments
from twiza.payments.actions.fail_repayment import fail_repayment
from twiza.payments.actions.forget_payers import forget_payers
from twiza.payments.actions.form_to_pay import form_to_pay
from twiza.payments.actions.give_back import give_back
from twiza.payments.actions.note_receipt import note_receipt
from twiza.payments.actions.open_payment import Payer, open_payment
from twiza.payments.actions.place_money import place_money
from twiza.payments.actions.repay import Payee, repay
from twiza.payments.actions.send_again import send_again
from twiza.payments.actions.send_refund import send_refund
from twiza.payments.actions.simulate import CHOICES as SIMULATED
from twiza.payments.actions.simulate import check_simulated, simulate
from twiza.payments.actions.take_batch import take_batch
from twiza.payments.actions.take_callback import take_callback
from twiza.payments.actions.take_credit import take_credit
from twiza.payments.adapters.protocol import Handoff, Heard, Places, Said
from twiza.payments.facts import (
    MoneyParked,
    PaymentExpired,
    PaymentRefused,
    PaymentSettled,
    RepaymentFailed,
    RepaymentPaid,
)
from twiza.payments.models import Payment, Receipt, Repayment
from twiza.payments.queries.accounts import clearing_codes
from twiza.payments.queries.desk import (
    CallbackCard,
    Page,
    PaymentCard,
    ReceiptCard,
    RepaymentCard,
    Waiting,
    callbacks,
    parked_for,
    parked_receipts,
    payment_card,
    payments,
    receipt_card,
    receipts_of,
    repayment_card,
    repayments,
    repayments_of,
    waiting_for_desk,
)
from twiza.payments.queries.payments import (
    PaymentView,
    TransferInstructions,
    payment_by_number,
    payment_view,
    view_of,
)
from twiza.payments.queries.personal import owes_orders, personal_data
from twiza.payments.queries.ways import Way, ways
from twiza.payments.states import ReceiptStatus, RepaymentStatus, Status
from twiza.payments.terms import REPAYMENT_LABELS, ROUTES, STATUS_LABELS, Standing, Verdict

__all__ = [
    "REPAYMENT_LABELS",
    "ROUTES",
    "SIMULATED",
    "STATUS_LABELS",
    "CallbackCard",
    "Handoff",
    "Heard",
    "MoneyParked",
    "Page",
    "Payee",
    "Payer",
    "Payment",
    "PaymentCard",
    "PaymentExpired",
    "PaymentRefused",
    "PaymentSettled",
    "PaymentView",
    "Places",
    "Receipt",
    "ReceiptCard",
    "ReceiptStatus",
    "Repayment",
    "RepaymentCard",
    "RepaymentFailed",
    "RepaymentPaid",
    "RepaymentStatus",
    "Said",
    "Standing",
    "Status",
    "TransferInstructions",
    "Verdict",
    "Waiting",
    "Way",
    "begin_payment",
    "callbacks",
    "cancel_payment",
    "check_simulated",
    "clearing_codes",
    "confirm_repayment",
    "expire_payments",
    "fail_repayment",
    "forget_payers",
    "form_to_pay",
    "give_back",
    "note_receipt",
    "open_payment",
    "owes_orders",
    "parked_for",
    "parked_receipts",
    "payment_by_number",
    "payment_by_secret",
    "payment_card",
    "payment_for_desk",
    "payment_view",
    "payments",
    "personal_data",
    "place_money",
    "receipt_card",
    "receipt_for_desk",
    "receipts_of",
    "repay",
    "repayment_card",
    "repayment_for_desk",
    "repayments",
    "repayments_of",
    "send_again",
    "send_refund",
    "simulate",
    "take_batch",
    "take_callback",
    "take_credit",
    "view_of",
    "waiting_for_desk",
    "ways",
]
