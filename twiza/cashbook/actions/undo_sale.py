from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.cashbook.actions.papers import credit_receipt
from twiza.cashbook.facts import SaleUndone
from twiza.cashbook.models import Sale
from twiza.cashbook.states import COOPERATIVE, SALE, Status
from twiza.cashbook.terms import ReasonMissing
from twiza.catalog.api import put_back
from twiza.kernel.periods import day_of
from twiza.ledger.api import reverse
from twiza.plumbing.api import announce


@transaction.atomic
def undo_sale(*, sale: Sale, reason: str, by: Any, now: datetime) -> Sale:
    """Take a sale back: its goods are on the shelf again, its posting is reversed, its receipt is credited.

    Nothing is deleted. A second time: nothing happens. Refuses without a reason.
    """
    if not reason.strip():
        raise ReasonMissing()
    sale.refresh_from_db()
    if sale.status == Status.UNDONE:
        return sale
    was_paid = sale.status == Status.PAID
    SALE.apply(sale, "undo", by=COOPERATIVE, actor=by, undone_at=now, undone_why=reason.strip()[:200])
    quantities: dict[int, int] = {}
    for variant_id, quantity in sale.lines.exclude(variant=None).values_list("variant_id", "quantity"):
        quantities[variant_id] = quantities.get(variant_id, 0) + quantity
    put_back(reference=sale.reference, quantities=quantities, reason="returned", now=now)
    if was_paid:
        reverse(
            reference=f"{sale.reference}:undone",
            of=sale.reference,
            day=day_of(now),
            cause=f"cashbook.sale:{sale.pk}",
            now=now,
            memo=sale.undone_why,
        )
        credit_receipt(sale, now=now)
    announce(SaleUndone(sale_id=sale.pk))
    return sale
