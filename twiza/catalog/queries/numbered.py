"""Pages of products by number, for the API and for what a search found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twiza.catalog.queries.lists import LARGEST_PAGE, narrowed, product_cards
from twiza.catalog.queries.views import Listing, ProductFilter


def numbered_page(filter: ProductFilter, *, page: int, page_size: int) -> Listing:
    """The `page`-th (from 1) page, the newest first; `next` is the next number as text, or None. Three queries."""
    found = narrowed(filter)
    count, size = found.count(), max(1, min(page_size, LARGEST_PAGE))
    start = (page - 1) * size
    ids = found.order_by("-published_at", "-pk").values_list("pk", flat=True)[start : start + size]
    return _listing(list(ids), count, start + size, page)


def found_products(ids: Sequence[int], filter: ProductFilter, *, page: int, page_size: int) -> Listing:
    """Those of `ids` (as a search ranked them) that are public and that the filter lets through. Two queries."""
    through = set(narrowed(replace(filter, ids=tuple(ids))).values_list("pk", flat=True))
    kept, size = [pk for pk in ids if pk in through], max(1, min(page_size, LARGEST_PAGE))
    start = (page - 1) * size
    return _listing(kept[start : start + size], len(kept), start + size, page)


def _listing(ids: list[int], count: int, end: int, page: int) -> Listing:
    return Listing(list(product_cards(ids).values()), count, str(page + 1) if end < count else None)
