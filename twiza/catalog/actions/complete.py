"""What is on sale goes on saying what the law asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from twiza.catalog.models import Product
from twiza.catalog.queries.duties import missing_for_sale
from twiza.catalog.states import Status
from twiza.catalog.terms.refusals import NotReady


@contextmanager
def stays_complete(product: Product) -> Iterator[None]:
    """Around a change of a product or of its variants: NotReady where a product on sale would lack what it did not
    lack before. What it lacked already (a date that passed) stops no other change.
    """
    if product.status != Status.PUBLISHED:
        yield
        return
    before = {lack.field for lack in missing_for_sale(product)}
    yield
    lacks = [lack for lack in missing_for_sale(Product.objects.get(pk=product.pk)) if lack.field not in before]
    if lacks:
        raise NotReady(lacks)
