"""A carrier's file, read and laid beside our parcels: nothing is booked yet."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from twiza.bank.api import key_of
from twiza.delivery.actions.look_at_lines import look_at_lines
from twiza.delivery.exchange.slip_sheet import MOST_BYTES, read_slip
from twiza.delivery.models import Carrier, Remittance, RemittanceLine
from twiza.delivery.states import RemittanceStatus
from twiza.delivery.terms import SlipBooked, SlipKnown, SlipMissing, UnknownCarrier
from twiza.kernel.money import CURRENCY
from twiza.kernel.text import fold
from twiza.people.api import Person
from twiza.plumbing.api import store_file
from twiza.plumbing.sheets.refusals import TooLarge


def read_remittance(
    *,
    carrier_code: str,
    slip: str,
    data: bytes,
    name: str,
    by: Person | None,
    now: datetime,
    stated_centimes: int | None = None,
) -> tuple[Remittance, bool]:
    """The slip as rows, each with how it stands to our parcels; and whether it was new: the same file changes nothing.

    Refuses an unknown carrier, a file that can't be read, a wrong total (both figures are said), and a number of a
    slip that is there from another file.
    """
    slip = " ".join(slip.split())[:60]
    if not slip:
        raise SlipMissing()
    if len(data) > MOST_BYTES:
        raise TooLarge(most=MOST_BYTES // 2**20)
    if not Carrier.objects.filter(pk=carrier_code).exists():
        raise UnknownCarrier()
    digest = hashlib.sha256(data).hexdigest()
    kept = Remittance.objects.filter(carrier=carrier_code).exclude(status=RemittanceStatus.DROPPED)
    if known := kept.filter(sha256=digest).first():
        return known, False
    key = slip_key(slip)
    if other := kept.filter(key=key).first():
        raise (SlipKnown if other.status == RemittanceStatus.READ else SlipBooked)(slip=other.slip)
    rows = read_slip(data, stated_centimes=stated_centimes)
    file = store_file(data, name=name, media_type="application/octet-stream")
    try:
        with transaction.atomic():
            made = Remittance.objects.create(
                carrier_id=carrier_code,
                slip=slip,
                key=key,
                file=file,
                sha256=digest,
                gross_centimes=sum(row.centimes for row in rows if row.currency == CURRENCY),
                fees_centimes=sum(row.fee_centimes for row in rows if row.currency == CURRENCY),
                read_at=now,
                read_by=by,
            )
            lines = [
                RemittanceLine(
                    remittance=made,
                    row=row.row,
                    typed=row.typed,
                    centimes=row.centimes,
                    fee_centimes=row.fee_centimes,
                    currency=row.currency,
                )
                for row in rows
            ]
            look_at_lines(carrier_code, lines, {row.row: row.other for row in rows})
            RemittanceLine.objects.bulk_create(lines)
    except IntegrityError:  # the same slip in another hand at this moment
        there = kept.filter(key=key).first()
        if there is None:
            raise
        return there, False
    return made, True


def slip_key(slip: str) -> str:
    """A slip's number as a bank would repeat it; in Arabic letters, as it is looked up."""
    return (key_of(slip) or fold(slip))[:60]
