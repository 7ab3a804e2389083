from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from twiza.bank.api import key_of
from twiza.delivery.actions.book_remittance import receive_lines
from twiza.delivery.actions.look_at_lines import look_at_lines
from twiza.delivery.actions.meet_bank import meet_bank
from twiza.delivery.models import Cash, Remittance, RemittanceLine, Shipment
from twiza.delivery.states import DESK, REMITTANCE, RemittanceStatus
from twiza.delivery.terms import MATCHED, AlreadyRemitted, HeldByCooperative, NotCollected, SlipBooked, SlipMissing
from twiza.kernel.refusals import NotFound
from twiza.kernel.text import fold
from twiza.people.api import Person


@transaction.atomic
def remit_by_hand(*, references: Collection[str], slip: str, by: Person | None, now: datetime) -> int:
    """Carriers give the cash of these parcels to the market, by a slip of paper ticked off here; all or none.

    One Remittance a carrier. Returns the centimes newly received: the same slip again counts only what it did not
    hold yet. Refuses cash that was not collected, that a cooperative collected itself, or that came with another slip;
    and to add to a slip that came as a file or whose money the bank has shown.
    """
    slip = " ".join(slip.split())[:60]
    if not slip:
        raise SlipMissing()
    parcels = list(Shipment.objects.filter(reference__in=set(references)).order_by("pk"))
    if not parcels or len(parcels) != len(set(references)):
        raise NotFound()
    due = {row.shipment_id: row for row in Cash.objects.filter(shipment__in=parcels)}
    received = 0
    for carrier in sorted({parcel.carrier_id for parcel in parcels}):
        mine = [parcel for parcel in parcels if parcel.carrier_id == carrier]
        received += _of_carrier(carrier, mine, due, slip, by, now)
    return received


def _of_carrier(
    carrier: str, parcels: list[Shipment], due: dict[int, Cash], slip: str, by: Person | None, now: datetime
) -> int:
    key = (key_of(slip) or fold(slip))[:60]
    kept = Remittance.objects.filter(carrier=carrier, key=key).exclude(status=RemittanceStatus.DROPPED).first()
    there = set(RemittanceLine.objects.filter(remittance=kept).values_list("shipment", flat=True)) if kept else set()
    lines: list[RemittanceLine] = []
    for parcel in parcels:
        if parcel.pk in there:
            continue
        if parcel.pk not in due:
            raise NotCollected(reference=parcel.reference)
        row = len(there) + len(lines) + 1
        lines.append(RemittanceLine(row=row, typed=parcel.number, centimes=due[parcel.pk].due_centimes))
    if not lines:
        return 0
    if kept is not None and (kept.sha256 or kept.bank_entry_id):
        raise SlipBooked(slip=slip)
    look_at_lines(carrier, lines)
    _demand_matched(lines, due)
    sum_ = sum(line.centimes for line in lines)
    if kept is None:
        kept = Remittance.objects.create(
            carrier_id=carrier, slip=slip, key=key, gross_centimes=0, read_at=now, read_by=by
        )
        REMITTANCE.apply(kept, "book", by=DESK, actor=by, booked_at=now, booked_by=by)
    Remittance.objects.filter(pk=kept.pk).update(gross_centimes=kept.gross_centimes + sum_)
    kept.gross_centimes += sum_
    for line in lines:
        line.remittance = kept
    RemittanceLine.objects.bulk_create(lines)
    receive_lines(kept, lines, by=by, now=now)
    meet_bank(kept, now=now)
    return sum_


def _demand_matched(lines: list[RemittanceLine], due: dict[int, Cash]) -> None:
    for line in lines:
        parcel = line.shipment
        if line.standing == MATCHED:
            continue
        if parcel is not None and line.standing == "already_remitted":
            raise AlreadyRemitted(reference=parcel.reference, remittance=due[parcel.pk].remittance)
        if parcel is not None and line.standing == "own_cash":
            raise HeldByCooperative(reference=parcel.reference)
        raise NotCollected(reference=parcel.reference if parcel else line.typed)
