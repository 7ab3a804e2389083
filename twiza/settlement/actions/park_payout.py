from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.settlement.models import Payout, SettledPart
from twiza.settlement.states import DESK, PAYOUT, SYSTEM


@transaction.atomic
def park_payout(*, payout: Payout, problem: str, now: datetime, by: Any = None, failure: str = "") -> None:
    """Put a payout aside that is not booked yet; what it carried waits for the next run. The others go on."""
    PAYOUT.apply(
        payout,
        "park",
        by=SYSTEM if by is None else DESK,
        actor=by,
        problem=problem,
        failure=failure[:300],
        ended_at=now,
    )
    drop_parts(payout)


def drop_parts(payout: Payout) -> None:
    SettledPart.objects.filter(payout=payout).update(payout=None)
