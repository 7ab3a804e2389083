from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.facts import ProductSubmitted
from twiza.catalog.models import Product
from twiza.catalog.queries.duties import missing_for_sale
from twiza.catalog.states import COOPERATIVE, PRODUCT
from twiza.catalog.terms.refusals import NotReady
from twiza.plumbing.api import announce


@transaction.atomic
def submit_product(*, product: Product, by: Any, now: datetime) -> Product:
    """Ask the desk to look at it. Refused with all that is missing (NotReady)."""
    if missing := missing_for_sale(product):
        raise NotReady(missing)
    PRODUCT.apply(product, "submit", by=COOPERATIVE, actor=by, submitted_at=now, changed_at=now)
    announce(ProductSubmitted(product_id=product.pk))
    return product
