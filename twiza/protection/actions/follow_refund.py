from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from twiza.protection.actions.duties import attach, meet_duty, open_duty, owed_for, start_refund_clock
from twiza.protection.models import RefundDuty
from twiza.settlement.api import Refund, RefundStatus


@transaction.atomic
def follow_refund(*, refund_id: int, now: datetime) -> None:
    """Bring the duty of a refund to where the refund is; idempotent, in whatever order the news comes.

    One that nobody expected (a line that was declined, a gesture) gets its due day by its reason; that of a parcel
    given up is the one that was promised then. Money that came back is owed again, by the same day.
    """
    refund = Refund.objects.select_related("settled__part__order").get(pk=refund_id)
    duty = _duty(refund, now)
    if refund.status == RefundStatus.PAID:
        meet_duty(duty, now=refund.paid_at or now)
    elif refund.status == RefundStatus.FAILED and duty.met_at is not None:
        again = RefundDuty.objects.filter(pk=duty.pk, met_at=duty.met_at)
        if again.update(met_at=None, times=F("times") + 1):
            duty.refresh_from_db()
            start_refund_clock(duty, now=now)


def _duty(refund: Refund, now: datetime) -> RefundDuty:
    part = refund.settled.part
    known = RefundDuty.objects.filter(refund=refund).first()
    if known is not None:
        return known
    promised = RefundDuty.objects.filter(reference=f"lateness:{part.number}", refund=None).first()
    if promised is not None:
        attach(promised, refund, now=now)
        return promised
    return open_duty(reference=refund.reference, part=part, cause=owed_for(refund), now=now, refund=refund)
