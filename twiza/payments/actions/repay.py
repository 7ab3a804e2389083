from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import F

from twiza.bank import api as bank
from twiza.kernel.numbers import public_number
from twiza.payments.actions.send_by_transfer import send_by_transfer
from twiza.payments.models import Payment, Receipt, Repayment
from twiza.payments.queries.accounts import clearing_account, name_of
from twiza.payments.states import ReceiptStatus, Status
from twiza.payments.terms import (
    CASH,
    IN_TRANSIT,
    REPAYMENT_PREFIX,
    AccountMissing,
    AlreadyAsked,
    NoSuchPayment,
    NothingToPay,
    PayeeMissing,
    TooMuch,
    Way,
)


@dataclass(frozen=True, slots=True)
class Payee:
    name: str
    rib: str = ""


@transaction.atomic
def repay(
    *,
    reference: str,
    amount_centimes: int,
    way: Literal["as_paid", "transfer", "cash"],
    subject: str,
    now: datetime,
    by: Any,
    payment_reference: str = "",
    payee: Payee | None = None,
    cash_account: str = "",
    receipt_id: int | None = None,
) -> Repayment:
    """Give money back that stands on `buyer:refunds`; the same `reference` gives the repayment that is there.

    `as_paid` takes the way the payment (or the parked receipt) came: a card's page, Stripe, or a transfer to the
    account it came from; without a known account number it waits at the desk for one. `transfer` needs a payee with
    a RIB (PayeeMissing, WrongRib), `cash` the account it is given from (AccountMissing) and somebody who confirms
    it. Of a payment never more goes back than was paid (TooMuch). RepaymentPaid or RepaymentFailed follows.
    """
    if amount_centimes <= 0:
        raise NothingToPay()
    payment = Payment.objects.filter(reference=payment_reference).first() if payment_reference else None
    if payment_reference and payment is None:
        raise NoSuchPayment()
    if found := Repayment.objects.filter(reference=reference).first():
        if (found.amount_centimes, found.payment_id) != (amount_centimes, payment.pk if payment else None):
            raise AlreadyAsked()
        return found
    receipt = _came_by(payment, receipt_id)
    route = _route(way, receipt)
    to = _payee(route, payee, payment, receipt)
    if way == "transfer" and not (to.name and to.rib):
        raise PayeeMissing()
    if route == CASH and not cash_account:
        raise AccountMissing()
    if payment is not None:
        _count(payment, amount_centimes)
    repayment = Repayment.objects.create(
        reference=reference,
        number=public_number(REPAYMENT_PREFIX),
        payment=payment,
        receipt=receipt,
        amount_centimes=amount_centimes,
        route=route,
        account=_account(route, cash_account),
        payee_name=to.name[:120],
        payee_rib=to.rib,
        subject=subject[:140],
        asked_at=now,
        asked_by=name_of(by),
    )
    if route == Way.TRANSFER and to.name and to.rib:
        send_by_transfer(repayment=repayment, by=by, now=now)
    return repayment


def _came_by(payment: Payment | None, receipt_id: int | None) -> Receipt | None:
    if receipt_id is not None:
        return Receipt.objects.get(pk=receipt_id)
    came = Receipt.objects.filter(payment=payment, status__in=[ReceiptStatus.APPLIED, ReceiptStatus.PLACED])
    return came.order_by("id").first() if payment else None


def _route(way: str, receipt: Receipt | None) -> str:
    if way != "as_paid":
        return way
    if receipt is None:
        raise NoSuchPayment()
    return receipt.adapter


def _payee(route: str, given: Payee | None, payment: Payment | None, receipt: Receipt | None) -> Payee:
    """Whom it goes to: as given, else, by transfer, whoever had sent it."""
    if given and given.rib:
        return Payee(given.name, bank.check_rib(given.rib))
    name = (given.name if given else "") or (payment.payer_name if payment else "")
    if route == Way.TRANSFER and receipt is not None and receipt.adapter == Way.TRANSFER:
        return Payee(name or receipt.from_name, receipt.from_rib)
    return Payee(name or (receipt.from_name if receipt else ""))


def _account(route: str, cash_account: str) -> str:
    if route == CASH:
        return cash_account
    return IN_TRANSIT if route == Way.TRANSFER else clearing_account(route)


def _count(payment: Payment, centimes: int) -> None:
    """Count it against what was paid, in one statement: two at once can't pass it together."""
    rest = Payment.objects.filter(
        pk=payment.pk, status=Status.SETTLED, refunded_centimes__lte=F("amount_centimes") - centimes
    )
    if not rest.update(refunded_centimes=F("refunded_centimes") + centimes):
        raise TooMuch()
