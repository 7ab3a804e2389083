from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.step import drop_cash, make_step
from twiza.delivery.facts import ParcelReturned
from twiza.delivery.models import Shipment
from twiza.delivery.states import COOPERATIVE, Status
from twiza.delivery.terms import RETURN_REASONS, AttemptStillDue, UnknownReason
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.people.api import Person
from twiza.plumbing.api import announce

_WHY = {Status.REFUSED: "was_refused", Status.FAILED_ATTEMPT: "attempts_used", Status.AT_POINT: "not_collected"}


@transaction.atomic
def bring_back(
    *,
    shipment: Shipment,
    now: datetime,
    by: Person | None = None,
    reason: str = "",
    note: str = "",
    role: str = COOPERATIVE,
) -> Shipment:
    """The parcel is with the cooperative again; no cash is due. Without `reason` the state before says why.

    Refuses an unknown reason, and to give up while `house.delivery_attempts` promises another attempt,
    unless the reason is "buyer_gave_up".
    """
    if reason and reason not in RETURN_REASONS:
        raise UnknownReason()
    shipment.lock()
    most = rule("house.delivery_attempts", on=day_of(now)).value
    if shipment.status == Status.FAILED_ATTEMPT and shipment.attempts < most and reason != "buyer_gave_up":
        raise AttemptStillDue()
    why = reason or _WHY.get(Status(shipment.status), "")
    # Why it failed or was refused says more than that it is back.
    make_step(shipment, "bring_back", role=role, actor=by, now=now, reason=why, note=note, keep_reason=True)
    drop_cash(shipment, role=role, actor=by)
    announce(ParcelReturned(reference=shipment.reference))
    return shipment
