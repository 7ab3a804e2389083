"""The money of the part that a complaint is about."""

from __future__ import annotations

from twiza.complaints.models import Complaint
from twiza.kernel.refusals import NotFound
from twiza.settlement.api import PartMoney, part_money


def money_of(complaint: Complaint) -> PartMoney:
    """Also of a part that is not paid yet: then `paid_at` is None."""
    money = part_money(complaint.part_id)
    if money is None:
        raise NotFound()
    return money
