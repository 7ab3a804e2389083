"""What must stay true of a product whatever a sheet says of it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from twiza.catalog.models import Product
from twiza.catalog.queries.duties import of_texts
from twiza.catalog.terms.refusals import Missing


def keep_true(product: Product, columns: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Take out of `columns` what would be untrue, and put in what then must change with it; the reason and the
    sheet's column of each thing left out.

    Only what is made to order has a lead time, or is made to the buyer's own wishes; only a warranty has terms.
    """
    if not columns.get("made_to_order", product.made_to_order):
        for name, column in (("lead_days", "lead"), ("personalised", "personalised")):
            if columns.get(name):
                columns.pop(name)
                yield "lead_dropped", column
        if "made_to_order" in columns:
            columns |= {"lead_days": 0} if product.lead_days else {}
            columns |= {"personalised": False} if product.personalised else {}
    if not columns.get("warranty_months", product.warranty_months):
        for language in set(columns.pop("warranty_terms", {})) - set(product.warranty_terms):
            yield "terms_dropped", f"terms_{language}"
        if product.warranty_terms and "warranty_months" in columns:
            columns["warranty_terms"] = {}


def new_gap(product: Product, columns: dict[str, Any]) -> Missing | None:
    """What a product on sale would no longer say, of what its own texts must (its variants are judged row by row)."""
    after = copy(product)
    for name, value in columns.items():
        setattr(after, name, value)
    before = {lack.field for lack in of_texts(product)}
    return next((lack for lack in of_texts(after) if lack.field not in before), None)
