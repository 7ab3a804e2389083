"""Goods that the index finds, page by page, for those who number their pages."""

from __future__ import annotations

from dataclasses import dataclass

from twiza.catalog import api as catalog
from twiza.search import api as search


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of cards; `next` is the number of the page after as text, or None."""

    items: list[catalog.ProductCard]
    count: int
    next: str | None
    found: search.Found


def find_products(question: search.Question) -> FoundPage:
    """Only goods that the public may see, whatever the index holds. TooDeep beyond its first 10,000."""
    found = search.find(question)
    cards = catalog.product_cards(int(hit.key) for hit in found.hits)
    number = question.page or 1
    return FoundPage(list(cards.values()), found.count, str(number + 1) if found.next else None, found)
