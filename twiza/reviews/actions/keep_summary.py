from __future__ import annotations

from django.db.models import F

from twiza.freshness.api import drop
from twiza.reviews.models import Summary
from twiza.search.api import Signals, set_signals

NAMES = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


def keep_summary(product_id: int, *, added: int = 0, gone: int = 0, removed: int = 0) -> None:
    """Count `added` stars in and `gone` stars out of a product's summary (0: none), and `removed` reviews more.

    Call it in the transaction that changes the review: one statement, so that two at once lose nothing.
    """
    Summary.objects.get_or_create(product_id=product_id)
    change = {name: (stars == added) - (stars == gone) for stars, name in NAMES.items()}
    change |= {"count": bool(added) - bool(gone), "sum": added - gone, "removed": removed}
    Summary.objects.filter(product=product_id).update(**{name: F(name) + by for name, by in change.items() if by})
    drop([f"reviews:{product_id}"])
    row = Summary.objects.get(product=product_id)
    set_signals("product", {str(product_id): Signals(stars_sum=row.sum, reviews=row.count)})
