from typing import Any

from django.db import transaction

from twiza.payments.models import Receipt
from twiza.plumbing.api import record


@transaction.atomic
def note_receipt(*, receipt: Receipt, note: str, by: Any) -> None:
    """Write beside money what the desk found out about it."""
    before, receipt.note = receipt.note, note.strip()[:500]
    receipt.save(update_fields=["note"])
    record("note", receipt, actor=by, role="desk", before={"note": before}, after={"note": receipt.note})
