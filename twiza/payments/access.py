"""Who may lay hands on which payment: whoever holds its link, and the desk. A stranger is told it does not exist."""

from __future__ import annotations

import secrets
from typing import Any, TypeVar

from twiza.kernel.refusals import NotFound
from twiza.payments.models import Payment, Receipt, Repayment
from twiza.people.api import Role, has_role

Row = TypeVar("Row")


def payment_by_secret(number: str, secret: str) -> Payment:
    """The payment of a link."""
    payment = Payment.objects.filter(number=number).first()
    if payment is None or not secrets.compare_digest(payment.secret.encode(), secret.encode()):
        raise NotFound()
    return payment


def payment_for_desk(person: Any, number: str) -> Payment:
    _desk(person)
    return _found(Payment.objects.filter(number=number).first())


def receipt_for_desk(person: Any, receipt_id: int) -> Receipt:
    _desk(person)
    return _found(Receipt.objects.select_related("payment").filter(pk=receipt_id).first())


def repayment_for_desk(person: Any, number: str) -> Repayment:
    _desk(person)
    return _found(Repayment.objects.select_related("payment", "receipt").filter(number=number).first())


def _desk(person: Any) -> None:
    if not has_role(person, Role.DESK):
        raise NotFound()


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound()
    return row
