from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.delivery_code import is_code_of
from twiza.delivery.actions.step import finish_delivery
from twiza.delivery.models import Method, Shipment
from twiza.delivery.states import CARRIER, COOPERATIVE, Status
from twiza.delivery.terms import MOST_WRONG_CODES, CodeLocked, CodeUsed, WrongCode
from twiza.kernel.refusals import Refusal
from twiza.people.api import Person
from twiza.plumbing.api import record


def deliver_with_code(*, shipment: Shipment, code: str, now: datetime, by: Person | None = None) -> Shipment:
    """The buyer gave her code: the parcel is delivered and its cash collected, in one transaction.

    Refuses a wrong code (WrongCode, saying how many tries are left), any code after MOST_WRONG_CODES wrong
    ones until the desk unlocks it (CodeLocked), and a second use (CodeUsed). A wrong try is counted although
    the action refuses, so it must not be called inside a transaction: then it fails loudly.
    """
    refusal = _try(shipment, code, now, by)
    if refusal is not None:
        with transaction.atomic(durable=True):
            pass  # a caller's transaction would take the count of tries back: RuntimeError
        raise refusal
    return shipment


@transaction.atomic
def _try(shipment: Shipment, code: str, now: datetime, by: Person | None) -> Refusal | None:
    # The lock makes tries stand in line: five guesses at once are still five guesses.
    shipment.lock()
    if shipment.status == Status.DELIVERED:
        return CodeUsed()
    if shipment.wrong_codes >= MOST_WRONG_CODES:
        return CodeLocked()
    if not is_code_of(shipment, code):
        shipment.wrong_codes += 1
        shipment.save(update_fields=["wrong_codes"])
        record("wrong_code", shipment, actor=by, after={"wrong_codes": shipment.wrong_codes})
        left = MOST_WRONG_CODES - shipment.wrong_codes
        return WrongCode(left=left) if left else CodeLocked()
    role = COOPERATIVE if shipment.method == Method.HAND else CARRIER
    finish_delivery(shipment, role=role, actor=by, now=now, code_used_at=now)
    return None
