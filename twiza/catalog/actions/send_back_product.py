from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.facts import ProductSentBack
from twiza.catalog.models import Product
from twiza.catalog.states import DESK, PRODUCT
from twiza.catalog.terms.bounds import LONGEST_TEXT
from twiza.catalog.terms.refusals import NoteMissing, TextTooLong
from twiza.plumbing.api import announce


@transaction.atomic
def send_back_product(*, product: Product, note: str, by: Any, now: datetime) -> Product:
    """The desk asks for changes, in its own words: a draft again, with the note on it. Refuses an empty note."""
    note = note.strip()
    if not note:
        raise NoteMissing()
    if len(note) > LONGEST_TEXT:
        raise TextTooLong(field="note", longest=LONGEST_TEXT)
    PRODUCT.apply(product, "send_back", by=DESK, actor=by, review_note=note, changed_at=now)
    announce(ProductSentBack(product_id=product.pk, note=note))
    return product
