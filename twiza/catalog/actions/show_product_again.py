from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import tell
from twiza.catalog.models import Product
from twiza.catalog.queries.duties import missing_for_sale
from twiza.catalog.states import COOPERATIVE, PRODUCT
from twiza.catalog.terms.refusals import NeedsReview, NotReady


@transaction.atomic
def show_product_again(*, product: Product, by: Any, now: datetime) -> Product:
    """The cooperative shows what it had withdrawn itself. Refused where the desk withdrew it or anything is missing."""
    if product.needs_review:
        raise NeedsReview()
    if missing := missing_for_sale(product):
        raise NotReady(missing)
    PRODUCT.apply(product, "show_again", by=COOPERATIVE, actor=by, changed_at=now, review_note="")
    tell([product.pk])
    return product
