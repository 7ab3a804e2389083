"""A sale's money in the books (decision 0030): what reached the cooperative, to be shared."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from twiza.cashbook.models import Sale
from twiza.cashbook.states import COOPERATIVE, SALE
from twiza.ledger.api import post


def take_in(sale: Sale, *, day: date, by: Any, now: datetime, **columns: Any) -> None:
    """The sale is paid, on `day`. Called inside a transaction."""
    SALE.apply(sale, "pay", by=COOPERATIVE, actor=by, paid_on=day, **columns)
    owner = f"cooperative:{sale.cooperative_id}"
    post(
        reference=sale.reference,
        lines={f"{owner}:received": sale.total_centimes, f"{owner}:to_share": -sale.total_centimes},
        day=day,
        cause=f"cashbook.sale:{sale.pk}",
        now=now,
    )
