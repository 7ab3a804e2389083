"""How the index stands."""

from __future__ import annotations

from django.db.models import Count, Max, Min

from twiza.search.models import Entry
from twiza.search.queries.shapes import IndexState


def index_state() -> IndexState:
    """What the index holds; the facts that it has not heard of yet are the plumbing's `facts_backlog`."""
    there = Entry.objects.filter(gone=False)
    kinds = dict(there.values_list("kind").annotate(Count("pk")).order_by("kind"))
    moments = there.aggregate(oldest=Min("indexed_at"), newest=Max("indexed_at"))
    waiting = Entry.objects.filter(revision=None).count()
    return IndexState(sum(kinds.values()), kinds, waiting, 0, 0, 0, "", moments["oldest"], moments["newest"])


def indexed_keys(kind: str) -> set[str]:
    """The keys of all things of a kind that the index holds: for a check against what should be there."""
    return set(Entry.objects.filter(kind=kind, gone=False).values_list("key", flat=True))
