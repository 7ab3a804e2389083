from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.receive_cash import receive_cash
from twiza.delivery.models import Cash, Holder, Receiver, Shipment
from twiza.delivery.states import COOPERATIVE, CashStatus
from twiza.delivery.terms import AlreadyRemitted, HeldByCooperative, NotCollected, RemittanceMissing
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person


@transaction.atomic
def remit_cash(
    *,
    references: Collection[str],
    remittance: str,
    now: datetime,
    by: Person | None = None,
    cooperative_id: int | None = None,
    role: str = COOPERATIVE,
) -> int:
    """The carrier gave the cash of these parcels to the cooperative, by the slip `remittance`; all or none.

    Returns the centimes newly received: the same slip again counts only what it did not hold yet. With
    `cooperative_id`, parcels of another cooperative are NotFound. Refuses cash that was not collected, that
    the cooperative collected itself, or that came with another slip. What the market was given goes through a
    Remittance (`remit_by_hand`, or a carrier's file).
    """
    remittance = " ".join(remittance.split())[:60]
    if not remittance:
        raise RemittanceMissing()
    ours = Shipment.objects.filter(reference__in=set(references))
    if cooperative_id is not None:
        ours = ours.filter(cooperative=cooperative_id)
    by_id = {shipment.pk: shipment for shipment in ours}
    rows = list(Cash.objects.select_for_update().filter(shipment__in=by_id).order_by("pk"))
    if not by_id or len(rows) != len(set(references)):
        raise NotFound()
    received = 0
    for cash in rows:
        shipment = by_id[cash.shipment_id]
        if cash.status == CashStatus.REMITTED:
            if (cash.remittance, cash.remitted_to) != (remittance, Receiver.COOPERATIVE):
                raise AlreadyRemitted(reference=shipment.reference, remittance=cash.remittance)
            continue
        if cash.status != CashStatus.COLLECTED:
            raise NotCollected(reference=shipment.reference)
        if cash.holder == Holder.COOPERATIVE:
            raise HeldByCooperative(reference=shipment.reference)
        receive_cash(cash, shipment, slip=remittance, to=Receiver.COOPERATIVE, role=role, actor=by, now=now)
        received += cash.due_centimes
    return received
