from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.models import Shipment
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def unlock_code(*, shipment: Shipment, by: Person, now: datetime) -> None:
    """The desk lets the code be tried again, and answers for it in the audit trail."""
    shipment.lock()
    record("unlock_code", shipment, actor=by, role="desk", before={"wrong_codes": shipment.wrong_codes})
    shipment.wrong_codes = 0
    shipment.save(update_fields=["wrong_codes"])
