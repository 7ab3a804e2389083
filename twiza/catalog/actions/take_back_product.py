from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.models import Product
from twiza.catalog.states import COOPERATIVE, PRODUCT


@transaction.atomic
def take_back_product(*, product: Product, by: Any, now: datetime) -> Product:
    """The cooperative takes a submitted product back to work on it."""
    PRODUCT.apply(product, "take_back", by=COOPERATIVE, actor=by, changed_at=now)
    return product
