"""Money in from buyers, and back to them. It does not know what is paid: `reference` is the caller's.

Settings decide which ways are on (`settings.TWIZA_PAYMENTS`). Cash is only listed: delivery collects it.

    ways(amount_centimes=)                what a checkout offers
    open_payment(reference=, …)           prepaid ways only; in the caller's transaction; same reference → same payment
    payment_view(reference)               what it stands at; `pay_path` is where the buyer goes to pay
    cancel_payment(reference=, now=)      False where it was settled or expired meanwhile: look at it
    repay(reference=, …)                  from `buyer:refunds` back to the buyer; same reference → same repayment
    confirm_repayment / fail_repayment    cash given, or done by hand at the acquirer

A payment is open until it is paid, cancelled, or taken by the job `expire` after `expires_at`: it may settle until then,
so keep what it is for until PaymentExpired. PaymentSettled: the whole amount stands on `payments:in`.
"""

from twiza.payments.actions.cancel_payment import cancel_payment
from twiza.payments.actions.expire_payments import expire_payments
from twiza.payments.actions.open_payment import Payer, open_payment
from twiza.payments.actions.repay import Payee, repay
from twiza.payments.models import Payment, Receipt, Repayment
from twiza.payments.queries.payments import PaymentView, TransferInstructions, payment_by_number, payment_view
from twiza.payments.queries.ways import Way, ways
from twiza.payments.states import ReceiptStatus, RepaymentStatus, Status

__all__ = [
    "Payee",
    "Payer",
    "Payment",
    "PaymentView",
    "Receipt",
    "ReceiptStatus",
    "Repayment",
    "RepaymentStatus",
    "Status",
    "TransferInstructions",
    "Way",
    "cancel_payment",
    "expire_payments",
    "open_payment",
    "payment_by_number",
    "payment_view",
    "repay",
    "ways",
]
