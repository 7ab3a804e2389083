"""What members do when something happened; each may run twice."""

from __future__ import annotations

from django.utils import timezone

from twiza.members.actions.share_payouts import share_payouts
from twiza.members.actions.take_back_payout import take_back_payout
from twiza.members.actions.tell_members import tell_members
from twiza.members.facts import MoneyShared
from twiza.settlement.api import PayoutPaid, PayoutReturned


def share_payout(fact: PayoutPaid) -> None:
    """What reached the cooperative is its members'."""
    share_payouts([fact.payout_id], now=timezone.now())


def take_back(fact: PayoutReturned) -> None:
    take_back_payout(payout_id=fact.payout_id, now=timezone.now())


def tell_shared(fact: MoneyShared) -> None:
    """Those with a phone read what it brought them."""
    tell_members(distribution_id=fact.distribution_id, now=timezone.now())
