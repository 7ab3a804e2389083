from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.book_remittance import receive_lines
from twiza.delivery.actions.look_at_lines import look_at_lines
from twiza.delivery.actions.receive_cash import receive_cash
from twiza.delivery.models import Cash, Receiver, Remittance, RemittanceLine
from twiza.delivery.states import DESK, REMITTANCE, RemittanceStatus
from twiza.delivery.terms import MATCHED, NOTHING, RESOLUTIONS, STANDINGS, NoteMissing, ResolutionUnfit, StillDifferent
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person


@transaction.atomic
def resolve_difference(
    *, line_id: int, how: str, by: Person, now: datetime, note: str = "", parcel: str = ""
) -> RemittanceLine:
    """End one difference of a booked slip. `how`, of RESOLUTIONS:

    accept   too little came: the parcel is received, the market bears what is missing
    as_due   the parcel is received as due: the carrier owes the rest, or has what is too much to its credit
    recheck  it is looked at again (with the number of `parcel` where one is written) and received if it now fits
    dismiss  nothing is received for it; what came for it stays to the carrier's credit. Needs a `note`

    Refuses what is ended already, a way that does not fit the difference, and a row that still differs; one that gets
    its right parcel but has another amount stays open as that.
    """
    line = RemittanceLine.objects.select_related("remittance", "shipment").filter(pk=line_id).first()
    if line is None or how not in RESOLUTIONS:
        raise NotFound()
    remittance = line.remittance
    if remittance.status != RemittanceStatus.DIFFERENT or line.remitted or line.resolution:
        raise ResolutionUnfit()
    if how == "dismiss" and not note.strip():
        raise NoteMissing()
    # Compare-and-set: of two who end it at once, one does.
    mine = RemittanceLine.objects.filter(pk=line.pk, resolution="", remitted=False)
    if not mine.update(resolution=how, note=note.strip()[:300], resolved_at=now, resolved_by=by):
        raise ResolutionUnfit()
    if how in ("accept", "as_due"):
        _receive(remittance, line, how, by, now)
    elif how == "recheck":
        _again(remittance, line, parcel, by, now)
    line.refresh_from_db()
    _settle(remittance, by)
    return line


def _receive(remittance: Remittance, line: RemittanceLine, how: str, by: Person, now: datetime) -> None:
    look_at_lines(remittance.carrier_id, [line], {line.row: line.shipment.number if line.shipment else ""})
    if line.standing != "wrong_amount" or line.shipment is None:
        raise ResolutionUnfit()
    cash = Cash.objects.select_for_update().get(shipment=line.shipment)
    missing = cash.due_centimes - line.centimes
    if how == "accept" and not 0 < missing <= cash.due_centimes:
        raise ResolutionUnfit()
    receive_cash(
        cash,
        line.shipment,
        slip=remittance.slip,
        to=Receiver.MARKET,
        role=DESK,
        actor=by,
        now=now,
        missing_centimes=missing if how == "accept" else 0,
    )
    RemittanceLine.objects.filter(pk=line.pk).update(remitted=True, shipment=line.shipment)


def _again(remittance: Remittance, line: RemittanceLine, parcel: str, by: Person, now: datetime) -> None:
    if parcel.strip():
        line.typed = parcel.strip()[:60]
    look_at_lines(remittance.carrier_id, [line])
    if line.standing == MATCHED:
        RemittanceLine.objects.filter(pk=line.pk).update(shipment=line.shipment, standing=MATCHED, typed=line.typed)
        receive_lines(remittance, [line], by=by, now=now)
    elif line.standing == NOTHING:
        RemittanceLine.objects.filter(pk=line.pk).update(shipment=line.shipment, standing=NOTHING)
    elif line.standing == "wrong_amount" and parcel.strip():  # the right parcel, and now one sees what differs
        RemittanceLine.objects.filter(pk=line.pk).update(
            shipment=line.shipment, standing=line.standing, typed=line.typed, resolution="", resolved_at=None
        )
    else:
        raise StillDifferent(standing=str(STANDINGS[line.standing]))


def _settle(remittance: Remittance, by: Person) -> None:
    """The last difference ended: the slip is done."""
    still = RemittanceLine.objects.filter(remittance=remittance, resolution="", remitted=False)
    if not still.exclude(standing__in=[MATCHED, NOTHING]).exists():
        REMITTANCE.apply(remittance, "settle", by=DESK, actor=by)
