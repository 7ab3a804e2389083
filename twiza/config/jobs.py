"""Checks that need several contexts at once."""

from __future__ import annotations

from datetime import datetime

from twiza.catalog.api import searchable_products
from twiza.plumbing.api import checked
from twiza.search.api import indexed_keys


@checked("the index holds what is published")
def index_agrees(now: datetime) -> list[str]:
    """Each public product can be found, and nothing else."""
    shown = {thing.key for thing in searchable_products()}
    held = indexed_keys("product")
    found = [f"Product {key} is public and not in the index." for key in sorted(shown - held)[:20]]
    found += [f"Product {key} is in the index and not public." for key in sorted(held - shown)[:20]]
    return found
