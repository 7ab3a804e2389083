"""By which tags pages hang on products, and which of them a change to products drops (see `freshness.api`)."""

from __future__ import annotations

from collections.abc import Iterable

from twiza.catalog.models import Product
from twiza.catalog.queries.views import ProductFilter
from twiza.freshness.api import note, note_each

GOODS = "goods"  # every list of goods: dropped where a seller comes or goes


def note_list(filter: ProductFilter) -> None:
    """A list hangs on the narrowest shelf that holds all it may show; each thing on it is noted by its card."""
    note(GOODS)
    if filter.ids is not None:
        note_each("product", filter.ids)
    elif filter.category is not None:
        note(f"category:{filter.category}")
    elif filter.cooperative is not None:
        note(f"goods-of:{filter.cooperative}")
    elif filter.region is not None:
        note(f"region:{filter.region}")
    else:
        note("market")


def tags_of(ids: Iterable[int]) -> set[str]:
    """The tags of these products and of every shelf they stand on now. One query."""
    wanted = list(ids)
    if not wanted:
        return set()
    found = {"market", *(f"product:{pk}" for pk in wanted)}
    rows = Product.objects.filter(pk__in=wanted).order_by()
    shelves = rows.values_list("category__path", "cooperative_id", "origin__province__region").distinct()
    for path, cooperative, region in shelves:
        found.update(f"category:{code}" for code in path.split("/") if code)
        found.add(f"goods-of:{cooperative}")
        if region:
            found.add(f"region:{region}")
    return found
