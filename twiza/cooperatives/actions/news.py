"""News of a cooperative: the fact for whoever reacts, and the end of what pages show of it."""

from __future__ import annotations

from twiza.cooperatives.facts import (
    CooperativeChanged,
    CooperativeRefused,
    CooperativeSubmitted,
    CooperativeSuspended,
    CooperativeVerified,
)
from twiza.freshness.api import drop
from twiza.plumbing.api import announce

News = CooperativeChanged | CooperativeRefused | CooperativeSubmitted | CooperativeSuspended | CooperativeVerified


def tell(fact: News) -> None:
    """Announce it, in the transaction of the change. One that comes or goes takes its goods along, in every list."""
    announce(fact)
    gone = [] if isinstance(fact, CooperativeChanged) else ["goods", "sample"]
    drop([f"cooperative:{fact.cooperative_id}", "sellers", *gone])
