from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from twiza.settlement.models import Refund

NOBODY = "—"


@transaction.atomic
def forget_payees(*, part_numbers: Sequence[str], now: datetime) -> None:
    """Take name, bank account and notes out of the refunds of these parts. Idempotent."""
    rows = Refund.objects.filter(settled__part__number__in=list(part_numbers))
    rows.exclude(payee_name="").update(payee_name=NOBODY, rib="")
    rows.exclude(note="").update(note=NOBODY)
