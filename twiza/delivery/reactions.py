"""What delivery does when the bank has news."""

from __future__ import annotations

from django.utils import timezone

from twiza.bank.api import CreditBooked, entry
from twiza.delivery.actions.meet_bank import meet_slip


def find_slip(fact: CreditBooked) -> None:
    """A credit may be the money of a carrier's slip. Done once: an entry that is explained is left alone."""
    credit = entry(fact.entry_id)
    if not credit.purpose:
        meet_slip(credit, now=timezone.now())
