"""Nightly: what is kept no longer than the house promises; and checks that must find nothing."""

from __future__ import annotations

from datetime import datetime

from twiza.complaints.actions.forget import prune_complaints
from twiza.complaints.models import Complaint
from twiza.complaints.states import Status
from twiza.plumbing.api import checked, every
from twiza.settlement.api import holds


@every("03:40")
def prune(now: datetime) -> int:
    """Files of complaints closed long ago, contacts of reports settled long ago."""
    return prune_complaints(now=now)


@checked("holds of complaints agree")
def holds_agree(now: datetime) -> list[str]:
    """What an open complaint keeps is kept, and nothing is kept for one that is closed."""
    kept = {card.reference for card in holds(open_only=True, most=1_000_000) if card.reference.startswith("complaint:")}
    named = set(
        Complaint.objects.exclude(hold_reference="")
        .exclude(status=Status.CLOSED)
        .values_list("hold_reference", flat=True)
    )
    lost = [f"{reference} is kept from payout, but no open complaint says so" for reference in sorted(kept - named)]
    missing = [f"{reference} is an open complaint, but its part is not kept" for reference in sorted(named - kept)]
    return lost + missing
