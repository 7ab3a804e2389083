from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.look_at_lines import look_at_lines
from twiza.delivery.actions.meet_bank import meet_bank
from twiza.delivery.actions.receive_cash import receive_cash
from twiza.delivery.models import Cash, Receiver, Remittance, RemittanceLine
from twiza.delivery.queries.accounts import courier
from twiza.delivery.states import DESK, REMITTANCE
from twiza.delivery.terms import MATCHED, NOTHING
from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.people.api import Person


@transaction.atomic
def book_remittance(*, remittance: Remittance, by: Person | None, now: datetime) -> Remittance:
    """The slip counts: the cash of every row that fits is received, and the fees the carrier kept are paid with it.

    The rows are looked at again, as parcels stand now. Those that differ stay open, each with its name, and nothing
    is booked for them; a slip without any is done. Refused (MoveRefused) where somebody booked or dropped it.
    """
    lines = list(RemittanceLine.objects.filter(remittance=remittance).select_related("shipment").order_by("row", "pk"))
    by_row = {line.row: line.shipment.number for line in lines if line.shipment}
    look_at_lines(remittance.carrier_id, lines, by_row)
    different = [line for line in lines if line.standing not in (MATCHED, NOTHING)]
    verb = "book_in_part" if different else "book"
    REMITTANCE.apply(remittance, verb, by=DESK, actor=by, booked_at=now, booked_by=by)
    RemittanceLine.objects.bulk_update(lines, ["shipment", "standing"], batch_size=200)
    receive_lines(remittance, [line for line in lines if line.standing == MATCHED], by=by, now=now)
    book_fees(remittance, now=now)
    meet_bank(remittance, now=now)
    return remittance


def receive_lines(remittance: Remittance, lines: list[RemittanceLine], *, by: Person | None, now: datetime) -> None:
    """The cash of these rows is on its way to the market; each parcel's once."""
    held: dict[int, Cash] = {}
    ids = [line.shipment_id for line in lines]
    for start in range(0, len(ids), 500):
        rows = Cash.objects.select_for_update().filter(shipment__in=ids[start : start + 500]).order_by("pk")
        held |= {row.shipment_id: row for row in rows}
    for line in lines:
        assert line.shipment is not None
        receive_cash(
            held[line.shipment.pk],
            line.shipment,
            slip=remittance.slip,
            to=Receiver.MARKET,
            role=DESK,
            actor=by,
            now=now,
        )
    RemittanceLine.objects.filter(pk__in=[line.pk for line in lines]).update(remitted=True)


def book_fees(remittance: Remittance, *, now: datetime) -> None:
    code, fees = remittance.carrier_id, remittance.fees_centimes
    post(
        reference=f"remittance:{remittance.pk}:fees",
        lines={courier(code, "payable"): fees, courier(code, "transfer"): -fees},
        day=day_of(now),
        cause=f"delivery.remittance:{remittance.pk}",
        now=now,
        memo=remittance.slip,
    )
