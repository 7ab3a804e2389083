from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.settlement.models import PayoutRun
from twiza.settlement.states import DESK, PAYOUT, RUN, PayoutStatus


@transaction.atomic
def approve_run(*, run_id: int, by: Any, now: datetime) -> PayoutRun:
    """The first of the two persons a payout run needs. MoveRefused where it is approved already."""
    run = PayoutRun.objects.filter(pk=run_id).first()
    if run is None:
        raise NotFound()
    RUN.apply(run, "approve", by=DESK, actor=by, approved_by=by, approved_at=now)
    for payout in run.payouts.filter(status=PayoutStatus.PREPARED):
        PAYOUT.apply(payout, "approve", by=DESK, actor=by)
    return run
