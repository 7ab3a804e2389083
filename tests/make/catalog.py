"""Products, made through the catalogue's own actions. Invented: no real cooperative sells them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.conftest import NOW
from twiza.catalog.api import (
    Product,
    Variant,
    add_variant,
    create_product,
    publish_product,
    submit_product,
)

HONEY = {"ar": "عسل الزعتر", "fr": "Miel de thym", "en": "Thyme honey"}


def a_draft(cooperative_id: int, *, by: Any = None, now: datetime = NOW, **fields: Any) -> Product:
    """A thyme honey that lacks nothing but a variant."""
    chosen: dict[str, Any] = {
        "names": HONEY,
        "descriptions": {"ar": "عسل خالص من جبال الأطلس.", "fr": "Miel pur de l’Atlas."},
        "compositions": {"ar": "عسل", "fr": "Miel"},
        "category": "thyme-honey",
        "shelf_life_days": 730,
    }
    return create_product(cooperative_id=cooperative_id, by=by, now=now, **(chosen | fields))


def a_variant(product: Product, *, by: Any = None, now: datetime = NOW, **fields: Any) -> Variant:
    """250 g at 95 DH, ten on the shelf."""
    chosen: dict[str, Any] = {
        "price_centimes": 95_00,
        "on_hand": 10,
        "content_amount": 250,
        "content_unit": "g",
        "weight_grams": 400,
    }
    return add_variant(product=product, by=by, now=now, **(chosen | fields))


def a_product(
    cooperative_id: int, *, by: Any = None, now: datetime = NOW, variant: dict[str, Any] | None = None, **fields: Any
) -> Product:
    """A published product with one variant, that the desk has seen."""
    product = a_draft(cooperative_id, by=by, now=now, **fields)
    a_variant(product, by=by, now=now, **(variant or {}))
    submit_product(product=product, by=by, now=now)
    publish_product(product=product, by=None, now=now)
    product.refresh_from_db()
    return product


def only_variant(product: Product) -> Variant:
    return Variant.objects.get(product=product)
