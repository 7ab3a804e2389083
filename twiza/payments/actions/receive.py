from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.kernel.states import MoveRefused
from twiza.ledger.api import post
from twiza.payments.facts import MoneyParked, PaymentSettled
from twiza.payments.models import Payment, Receipt
from twiza.payments.states import PAYMENT, RECEIPT, SYSTEM, Status
from twiza.payments.terms import IN, PARKED, Standing
from twiza.plumbing.api import announce

_CLOSED = {
    Status.SETTLED: Standing.DOUBLE,
    Status.EXPIRED: Standing.LATE,
    Status.CANCELLED: Standing.CANCELLED,
}


class Unexpected(Exception):
    """Money that could only be parked, where the caller would rather not take it."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing)
        self.standing = standing


@transaction.atomic(savepoint=False)  # whoever goes on after a refusal has a savepoint of his own
def receive(
    *,
    adapter: str,
    external_id: str,
    centimes: int,
    account: str,
    payment: Payment | None,
    claimed: str,
    came_on: date,
    now: datetime,
    from_name: str = "",
    from_rib: str = "",
    by: str = SYSTEM,
    actor: Any = None,
    only_expected: bool = False,
) -> tuple[Receipt, bool]:
    """Book money that came, once per adapter and `external_id`; gives the receipt, and whether it is new.

    The exact amount for an open payment settles it (PaymentSettled); anything else is parked with its standing
    (MoneyParked), or refused (Unexpected) where the caller takes `only_expected` money.
    """
    known = Receipt.objects.filter(adapter=adapter, external_id=external_id)
    if found := known.first():
        return found, False
    try:
        with transaction.atomic():
            receipt = Receipt.objects.create(
                adapter=adapter,
                external_id=external_id,
                payment=payment,
                claimed=claimed[:80],
                centimes=centimes,
                account=account,
                came_on=came_on,
                came_at=now,
                from_name=from_name[:200],
                from_rib=from_rib,
            )
    except IntegrityError:  # the same news, at the same moment
        if found := known.first():
            return found, False
        raise
    standing = _standing(receipt, payment, by, actor, now)
    if standing != Standing.APPLIED and only_expected:
        raise Unexpected(standing)
    applied = standing == Standing.APPLIED
    RECEIPT.apply(receipt, "apply" if applied else "park", by=by, actor=actor, standing=standing)
    post(
        reference=f"receipt:{receipt.pk}",
        lines={account: centimes, IN if applied else PARKED: -centimes},
        day=came_on,
        cause=f"payments.receipt:{receipt.pk}",
        now=now,
        memo=claimed,
    )
    if applied and payment is not None:
        announce(PaymentSettled(reference=payment.reference, centimes=centimes))
    else:
        announce(MoneyParked(receipt_id=receipt.pk))
    return receipt, True


def _standing(receipt: Receipt, payment: Payment | None, by: str, actor: Any, now: datetime) -> Standing:
    if payment is None:
        return Standing.UNKNOWN
    if payment.status == Status.OPEN and receipt.centimes != payment.amount_centimes:
        return Standing.WRONG_AMOUNT
    try:
        PAYMENT.apply(payment, "settle", by=by, actor=actor, settled_at=now)
    except MoveRefused:
        payment.refresh_from_db()
        return _CLOSED[Status(payment.status)]
    return Standing.APPLIED
