from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import tell
from twiza.catalog.models import Product
from twiza.catalog.states import COOPERATIVE, DESK, PRODUCT
from twiza.catalog.terms.bounds import LONGEST_TEXT
from twiza.catalog.terms.refusals import NoteMissing, TextTooLong


@transaction.atomic
def withdraw_product(*, product: Product, by: Any, now: datetime, role: str = COOPERATIVE, note: str = "") -> Product:
    """Take it off the market; holds and orders made stay good.

    The desk says why (`note`), and the cooperative must then submit it again instead of showing it.
    """
    note = note.strip()
    if role == DESK and not note:
        raise NoteMissing()
    if len(note) > LONGEST_TEXT:
        raise TextTooLong(field="note", longest=LONGEST_TEXT)
    PRODUCT.apply(product, "withdraw", by=role, actor=by, changed_at=now, review_note=note, needs_review=role == DESK)
    tell([product.pk])
    return product
