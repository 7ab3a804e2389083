from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.payments.api import Payee
from twiza.settlement.actions.claim import claim
from twiza.settlement.actions.give_back import give_back
from twiza.settlement.models import Refund
from twiza.settlement.terms import (
    BorneBy,
    NothingToRefund,
    NotPaidYet,
    PayeeMissing,
    RefundReason,
    UnknownReason,
    Way,
    WayNotPossible,
)

CASH = "cash"


@transaction.atomic
def decide_refund(
    *,
    part_id: int,
    items: Mapping[int, int],
    delivery_centimes: int = 0,
    reason: str,
    way: str,
    borne_by: str = BorneBy.COOPERATIVE,
    payee: Payee | None = None,
    note: str = "",
    key: str | None = None,
    by: Any,
    now: datetime,
) -> Refund:
    """Give back `items` (order line → centimes) and so much of the delivery fee; `key` makes a second click the same.

    Any amount, any number of times, never more than is left of what was paid (TooMuch, TooMuchDelivery). What was paid
    in cash goes back in cash, from the cooperative's hands, or by transfer (WayNotPossible). Refuses before anything
    was paid (NotPaidYet), nothing at all (NothingToRefund), an unknown reason or line, and what payments refuses.
    """
    if key and (known := Refund.objects.filter(key=key).first()):
        return known
    if reason not in RefundReason.by_hand():
        raise UnknownReason()
    settled = claim(part_id)
    if settled is None:
        raise NotPaidYet()
    if key and (known := Refund.objects.filter(key=key).first()):  # by the other click, while we waited
        return known
    check_way(settled.way, way, payee)
    refund = give_back(
        settled=settled,
        items=items,
        delivery_centimes=delivery_centimes,
        reason=reason,
        way=way,
        borne_by=BorneBy(borne_by),
        payee=payee,
        note=note,
        key=key,
        by=by,
        now=now,
    )
    if refund is None:
        raise NothingToRefund()
    return refund


def check_way(paid_by: str, way: str, payee: Payee | None) -> None:
    """Refuses a way back that this money can't take."""
    if way not in Way.values or (way == Way.AS_PAID and paid_by == CASH):
        raise WayNotPossible()
    if way == Way.TRANSFER and not (payee and payee.name.strip() and payee.rib.strip()):
        raise PayeeMissing()
