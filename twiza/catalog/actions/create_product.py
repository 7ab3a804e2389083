from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction

from twiza.catalog.actions.fields import ProductFields, product_columns
from twiza.catalog.models import Product
from twiza.catalog.queries.slugs import free_slugs
from twiza.catalog.terms import refusals
from twiza.cooperatives.api import cooperative_card
from twiza.kernel.periods import day_of
from twiza.plumbing.api import record


@transaction.atomic
def create_product(*, cooperative_id: int, by: Any, now: datetime, **fields: Unpack[ProductFields]) -> Product:
    """A draft of a cooperative's product. Needs a name in one language and a category that has no kinds below it.

    VAT class and perishability come from the category, the origin from the cooperative's commune, unless given.
    Give it variants next (`add_variant`).
    """
    if "names" not in fields:
        raise refusals.NameMissing()
    if not fields.get("category"):
        raise refusals.UnknownCategory()
    if not fields.get("origin"):
        card = cooperative_card(cooperative_id, on=day_of(now))
        fields["origin"] = card.commune_code if card else ""
    product = Product(cooperative_id=cooperative_id, changed_at=now)
    for column, value in product_columns(product, fields).items():
        setattr(product, column, value)
    product.slug = free_slugs([product.names])[0]
    product.save(force_insert=True)
    record("create", product, actor=by, role="cooperative", after={"names": product.names})
    return product
