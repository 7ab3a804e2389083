"""How money may go back to a buyer. Not an action by itself."""

from __future__ import annotations

from twiza.bank.api import check_rib
from twiza.ordering.api import CASH, CooperativeOrder
from twiza.payments.api import Payee
from twiza.protection.terms.refusals import WayMissing
from twiza.settlement.api import PayeeMissing, Way, WayNotPossible, refund_ways


def check_refund_way(part: CooperativeOrder, way: str, payee: Payee | None) -> Payee | None:
    """The payee of a transfer, with her account's 24 digits; None for the other ways.

    Refuses no way at all (WayMissing), one this money can't take (WayNotPossible), a transfer to nobody
    (PayeeMissing) or to a number that can't be an account (WrongRib).
    """
    if not way:
        raise WayMissing()
    if way not in dict(refund_ways(part.payment)):
        raise WayNotPossible(field="refund_way")
    if way != Way.TRANSFER:
        return None
    if payee is None or not payee.name.strip() or not payee.rib.strip():
        raise PayeeMissing()
    return Payee(payee.name.strip()[:120], check_rib(payee.rib))


def usual_way(part: CooperativeOrder) -> str:
    """The way back where she chose none."""
    return Way.CASH if part.payment == CASH else Way.AS_PAID
