"""A Django fixture that no dumpdata wrote: a sentence, never a crash of the worker."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.catalog.exchange.sheets import look
from twiza.catalog.exchange.refusals import SheetRefused

pytestmark = pytest.mark.django_db
PRODUCT, VALUE = "catalogue.product", "catalogue.productattributevalue"


def entry(model: str, **fields: Any) -> dict[str, Any]:
    return {"model": model, "pk": 1, "fields": fields}


@pytest.mark.parametrize(
    "entries",
    [
        [{"model": PRODUCT, "pk": 1, "fields": ["a"]}],
        [{"model": PRODUCT, "pk": [1], "fields": {"title": "x"}}],
        [entry(PRODUCT, title="x", parent={"a": 1})],
        [entry(PRODUCT, title="x", product_class=[1])],
        [entry(PRODUCT, title="x"), entry("partner.stockrecord", product=[1])],
        [entry(PRODUCT, title="x"), entry("catalogue.productcategory", product=1, category=[3])],
        [entry(PRODUCT, title="x"), entry(VALUE, product=[1], value_text="q")],
        [{"model": 5, "pk": 1}],
    ],
)
def test_tables_of_another_shape_are_refused(entries) -> None:
    with pytest.raises(SheetRefused):
        look(json.dumps(entries).encode())
