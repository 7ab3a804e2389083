from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from twiza.delivery.actions.step import make_step
from twiza.delivery.facts import AttemptFailed
from twiza.delivery.models import Shipment
from twiza.delivery.states import COOPERATIVE
from twiza.delivery.terms import FAILURE_REASONS, NoMoreAttempts, UnknownReason
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.people.api import Person
from twiza.plumbing.api import announce

if TYPE_CHECKING:
    from twiza.plumbing.models import Image


@transaction.atomic
def record_failed_attempt(
    *,
    shipment: Shipment,
    reason: str,
    now: datetime,
    by: Person | None = None,
    note: str = "",
    proof: Image | None = None,
    role: str = COOPERATIVE,
) -> Shipment:
    """Delivery was tried and failed, for a reason of the vocabulary; the cash stays due.

    Refuses an unknown reason, and more attempts than `house.delivery_attempts` allows.
    """
    if reason not in FAILURE_REASONS:
        raise UnknownReason()
    shipment.lock()
    most = rule("house.delivery_attempts", on=day_of(now)).value
    if shipment.attempts >= most:
        raise NoMoreAttempts(most=most)
    make_step(
        shipment,
        "fail",
        role=role,
        actor=by,
        now=now,
        reason=reason,
        note=note,
        proof=proof,
        attempts=shipment.attempts + 1,
    )
    announce(AttemptFailed(reference=shipment.reference, reason=reason))
    return shipment
