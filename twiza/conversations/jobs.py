"""Letters that waited for their hour."""

from __future__ import annotations

from datetime import datetime

from twiza.conversations.actions.claim_notice import bring_again
from twiza.plumbing.api import every


@every("10 minutes")
def tell_owed(now: datetime) -> int:
    """Who was written to within the hour, and has not read what came since, is told now."""
    return bring_again(now=now)
