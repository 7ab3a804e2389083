"""Whose right it is: the only ways to get one. The order, the part's cooperative, were let in to before."""

from __future__ import annotations

from typing import Any

from twiza.kernel.refusals import NotFound
from twiza.ordering.api import Order
from twiza.protection.models import GuaranteeClaim, Replacement, Withdrawal

WITH = ("part__order", "cooperative")


def withdrawal_of_order(order: Order, number: str) -> Withdrawal:
    """A withdrawal from an order she was already let in to; NotFound for another's."""
    return _found(Withdrawal.objects.select_related(*WITH).filter(part__order=order, number=number).first())


def withdrawal_of_cooperative(cooperative_id: int, number: str) -> Withdrawal:
    """One from a sale of a cooperative whose team the caller was already let in to."""
    rows = Withdrawal.objects.select_related(*WITH)
    return _found(rows.filter(cooperative=cooperative_id, number=number).first())


def claim_of_order(order: Order, number: str) -> GuaranteeClaim:
    rows = GuaranteeClaim.objects.select_related(*WITH, "line")
    return _found(rows.filter(part__order=order, number=number).first())


def claim_of_cooperative(cooperative_id: int, number: str) -> GuaranteeClaim:
    rows = GuaranteeClaim.objects.select_related(*WITH, "line")
    return _found(rows.filter(cooperative=cooperative_id, number=number).first())


def replacement_of_order(order: Order, number: str) -> Replacement:
    return _found(Replacement.objects.select_related(*WITH).filter(part__order=order, number=number).first())


def replacement_of_cooperative(cooperative_id: int, number: str) -> Replacement:
    rows = Replacement.objects.select_related(*WITH)
    return _found(rows.filter(cooperative=cooperative_id, number=number).first())


def _found(row: Any) -> Any:
    if row is None:
        raise NotFound()
    return row
