from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import tell
from twiza.catalog.facts import ProductPublished
from twiza.catalog.models import Product
from twiza.catalog.queries.duties import missing_for_sale
from twiza.catalog.states import DESK, PRODUCT
from twiza.catalog.terms.refusals import NotReady
from twiza.plumbing.api import announce


@transaction.atomic
def publish_product(*, product: Product, by: Any, now: datetime) -> Product:
    """The desk shows it. Refused where something went missing since it was submitted (a certificate ran out)."""
    if missing := missing_for_sale(product):
        raise NotReady(missing)
    PRODUCT.apply(
        product,
        "publish",
        by=DESK,
        actor=by,
        published_at=product.published_at or now,
        changed_at=now,
        review_note="",
        needs_review=False,
    )
    announce(ProductPublished(product_id=product.pk))
    tell([product.pk])
    return product
