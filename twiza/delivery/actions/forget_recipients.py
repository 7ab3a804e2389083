from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from twiza.delivery.models import Shipment, ShipmentEvent

NOBODY = "—"


@transaction.atomic
def forget_recipients(*, references: Sequence[str], now: datetime) -> None:
    """Take name, phone and address out of these parcels, and notes and proofs out of their events. Idempotent."""
    rows = Shipment.objects.filter(reference__in=list(references))
    for row in rows.exclude(phone=""):
        row.recipient, row.phone = NOBODY, ""
        row.address = {"recipient": NOBODY, "phone": "", "commune_code": row.commune_id, "quarter": NOBODY}
        row.save(update_fields=["recipient", "phone", "address"])
    events = ShipmentEvent.objects.filter(shipment__in=rows)
    events.exclude(note="").update(note=NOBODY)
    events.exclude(proof=None).update(proof=None)
