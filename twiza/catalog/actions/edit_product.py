from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction

from twiza.catalog.actions.complete import stays_complete
from twiza.catalog.actions.fields import ProductFields, product_columns
from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import Product
from twiza.catalog.queries.tags import tags_of
from twiza.freshness.api import drop
from twiza.plumbing.api import record


@transaction.atomic
def edit_product(*, product: Product, by: Any, now: datetime, **fields: Unpack[ProductFields]) -> Product:
    """Change what is given; the slug stays. A published product stays published: the audit trail keeps what it said
    before (docs/decisions/0011-review-of-products.md).

    Refused where it would then lack what an offer must say (NotReady).

    A new category brings its VAT class and perishability, unless they are given too. The same values write nothing.
    """
    product.refresh_from_db(from_queryset=Product.objects.select_for_update())
    columns = {
        name: value for name, value in product_columns(product, fields).items() if value != getattr(product, name)
    }
    if not columns:
        return product
    shown = {("category_id" if name == "category" else name) for name in columns} - {"folded"}
    before = {name: getattr(product, name) for name in shown}
    if shown & {"category_id", "origin"}:
        drop(tags_of([product.pk]))  # the shelves that it leaves
    with stays_complete(product):
        Product.objects.filter(pk=product.pk).update(**columns)
    changed(product, now)
    after = {name: getattr(product, name) for name in shown}
    record("edit", product, actor=by, role="cooperative", before=before, after=after)
    return product
