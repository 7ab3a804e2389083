from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.numbers import normalise_number
from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import post
from twiza.payments.actions.repay import Payee, repay
from twiza.payments.facts import PaymentSettled
from twiza.payments.models import Payment, Receipt
from twiza.payments.queries.accounts import name_of
from twiza.payments.states import DESK, PAYMENT, RECEIPT, Status
from twiza.payments.terms import IN, PARKED, REFUNDS, NoSuchPayment, NotOpen, TooLittle
from twiza.plumbing.api import announce


@transaction.atomic
def place_money(*, receipt_ids: Sequence[int], number: str, now: datetime, by: Any) -> Payment:
    """Settle an open payment with parked money; what is above its amount goes back the way it came.

    Several receipts together may make up the amount. Refuses a number nobody has, a payment that is closed, less
    than it asks for, and money that somebody else has dealt with meanwhile.
    """
    payment = Payment.objects.filter(number=normalise_number(number) or "").first()
    if payment is None:
        raise NoSuchPayment()
    receipts = list(Receipt.objects.filter(pk__in=receipt_ids).order_by("pk"))
    if payment.status != Status.OPEN:
        raise NotOpen()
    if sum(receipt.centimes for receipt in receipts) < payment.amount_centimes:
        raise TooLittle()
    try:
        PAYMENT.apply(payment, "settle", by=DESK, actor=by, settled_at=now)
    except MoveRefused:
        raise NotOpen() from None
    missing = payment.amount_centimes
    for receipt in receipts:
        placed = min(missing, receipt.centimes)
        _place(receipt, payment, placed, now, by)
        missing -= placed
    announce(PaymentSettled(reference=payment.reference, centimes=payment.amount_centimes))
    return payment


def _place(receipt: Receipt, payment: Payment, centimes: int, now: datetime, by: Any) -> None:
    rest = receipt.centimes - centimes
    RECEIPT.apply(receipt, "place", by=DESK, actor=by, payment=payment, resolved_at=now, resolved_by=name_of(by))
    post(
        reference=f"receipt:{receipt.pk}:placed",
        lines={PARKED: receipt.centimes, IN: -centimes, REFUNDS: -rest},
        day=day_of(now),
        cause=f"payments.receipt:{receipt.pk}",
        now=now,
        memo=payment.number,
    )
    if rest:
        repay(
            reference=f"receipt:{receipt.pk}:rest",
            amount_centimes=rest,
            way="as_paid",
            payee=Payee(payment.payer_name, receipt.from_rib),
            receipt_id=receipt.pk,
            subject=payment.number,
            now=now,
            by=by,
        )
