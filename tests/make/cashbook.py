"""Sales of a cooperative's own, made through the actions."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from tests.conftest import NOW
from twiza.cashbook.api import Sale, record_sale

_key = count(1)


def a_sale(cooperative_id: int, variant: Any = None, *, by: Any = None, now: datetime = NOW, **fields: Any) -> Sale:
    """Two of the variant at its price (or two rosaries at 15 DH), at the souk, in cash, by a form of its own."""
    chosen: dict[str, Any] = {
        "variant_id": variant.pk if variant else None,
        "article": "" if variant else "سبحة",
        "quantity": 2,
        "price_centimes": variant.price_centimes if variant else 15_00,
        "where": "souk",
        "paid_by": "cash",
        "key": f"form-{next(_key)}",
    }
    return record_sale(cooperative_id=cooperative_id, by=by, now=now, **(chosen | fields))
