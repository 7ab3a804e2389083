from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import put_back
from twiza.delivery.api import cancel_shipment, shipment_by_reference
from twiza.kernel.states import MoveRefused
from twiza.ordering.actions.end_unpaid import end_unpaid
from twiza.ordering.actions.pay_parts import pay_parts
from twiza.ordering.facts import PartCancelled
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.queries.paying import parts_paid_by, payment_reference
from twiza.ordering.states import BUYER, PART, LineStatus, Status
from twiza.ordering.terms.refusals import UnknownReason
from twiza.ordering.terms.words import CancelReason
from twiza.payments.api import cancel_payment, payment_view
from twiza.plumbing.api import announce


@transaction.atomic
def cancel_part(*, part: CooperativeOrder, actor: Any, now: datetime, reason: str = "", by: str = BUYER) -> None:
    """The buyer (or the desk for her) wants it no more: stock goes back, the shipment ends, no cash is due.

    Parts that wait for one payment are cancelled together, and the payment with them: money that comes later is
    parked. What was paid already goes back to her: settlement hears of it. Refused once the parcel was handed over
    (`house.cancel_before_handover`): then she may refuse it or withdraw.
    """
    if reason and reason not in CancelReason.of_buyer():
        raise UnknownReason()
    if part.status == Status.UNPAID and _cancel_unpaid(part, actor, now, reason, by):
        return
    PART.apply(part, "cancel", by=by, actor=actor, reason=reason, ended_at=now)
    part.refresh_from_db(fields=["prepared_at"])
    if part.prepared_at is not None:
        cancel_shipment(shipment=shipment_by_reference(part.number), now=now, role=by, by=actor)
    quantities = {line.variant_id: line.quantity for line in part.lines.all() if line.status != LineStatus.DECLINED}
    if quantities:
        put_back(reference=part.number, quantities=quantities, reason="cancelled", now=now)
    announce(PartCancelled(part_id=part.pk))


def _cancel_unpaid(part: CooperativeOrder, actor: Any, now: datetime, reason: str, by: str) -> bool:
    """Cancel what waits for the same payment; False where the money came a moment ago, and the part is paid now."""
    reference = payment_reference(part.order, part.payment)
    cancel_payment(reference=reference, now=now)
    payment = payment_view(reference)
    if payment is not None and payment.status == "settled":
        pay_parts(reference=reference, now=now)
        part.refresh_from_db()
        return False
    waiting = [other for other in parts_paid_by(reference) if other.status == Status.UNPAID]
    if part.pk not in {other.pk for other in waiting}:
        raise MoveRefused()
    end_unpaid(reference, waiting, verb="cancel", by=by, actor=actor, reason=reason, now=now)
    part.refresh_from_db()
    return True
