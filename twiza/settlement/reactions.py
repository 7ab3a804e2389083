"""What settlement does when something happened; each may run twice, and in any order."""

from __future__ import annotations

from django.utils import timezone

from twiza.bank.api import TransferFailed, TransferPaid, TransferReturned
from twiza.delivery.api import CashCollected
from twiza.ordering.api import (
    LineDeclined,
    OrderLine,
    PartCancelled,
    PartConfirmed,
    PartDeclined,
    PartReceived,
    PartReturned,
)
from twiza.payments.api import PaymentSettled, RepaymentFailed, RepaymentPaid
from twiza.settlement.actions.credit_refund import credit_refund
from twiza.settlement.actions.end_payout import fail_payout, pay_payout, return_payout
from twiza.settlement.actions.follow_repayment import follow_repayment
from twiza.settlement.actions.invoice_part import invoice_part
from twiza.settlement.actions.receive_money import receive_cash, receive_payment
from twiza.settlement.actions.square_part import square_part
from twiza.settlement.facts import PartSettled, RefundDecided


def give_to_parts(fact: PaymentSettled) -> None:
    receive_payment(reference=fact.reference, centimes=fact.centimes, now=timezone.now())


def book_cash(fact: CashCollected) -> None:
    receive_cash(part_number=fact.reference, centimes=fact.centimes, now=timezone.now())


def square(fact: PartConfirmed | PartDeclined | PartCancelled | PartReturned | PartReceived) -> None:
    """The part moved: its money follows."""
    square_part(part_id=fact.part_id, now=timezone.now())


def square_line(fact: LineDeclined) -> None:
    line = OrderLine.objects.get(pk=fact.line_id)
    square_part(part_id=line.part_id, now=timezone.now())


def refund_sent(fact: RepaymentPaid | RepaymentFailed) -> None:
    follow_repayment(reference=fact.reference, now=timezone.now())


def payout_paid(fact: TransferPaid) -> None:
    pay_payout(reference=fact.reference, now=timezone.now())


def payout_failed(fact: TransferFailed) -> None:
    fail_payout(reference=fact.reference, reason=fact.reason, now=timezone.now())


def payout_returned(fact: TransferReturned) -> None:
    return_payout(reference=fact.reference, reason=fact.reason, now=timezone.now())


def invoice(fact: PartSettled) -> None:
    """Received and paid: the buyer gets the cooperative's invoice."""
    invoice_part(part_id=fact.part_id, now=timezone.now())


def credit(fact: RefundDecided) -> None:
    """What is given back of an invoice gets its credit note."""
    credit_refund(refund_id=fact.refund_id, now=timezone.now())
