"""How the index stands."""

from __future__ import annotations

import hashlib
import socket

from django.db.models import Count, Max, Min

from twiza.search.models import Counter, Entry, Replica
from twiza.search.queries import folder, replica
from twiza.search.queries.shapes import IndexState, ReplicaCard


def machine() -> str:
    """This machine and its place for the replica: two houses on one machine keep one each."""
    return f"{socket.gethostname()[:60]}/{hashlib.blake2b(str(folder.root()).encode(), digest_size=6).hexdigest()}"


def _revision() -> int:
    return Counter.objects.filter(name="entries").values_list("revision", flat=True).first() or 0


def list_replicas() -> list[ReplicaCard]:
    """The index of each machine, of the last fifty that said how it stands. Two queries."""
    last, columns = _revision(), ("machine", "revision", "fault", "faulted_at", "seen_at")
    rows = Replica.objects.order_by("-seen_at").values_list(*columns)[:50]
    return [ReplicaCard(name, max(0, last - revision), *others) for name, revision, *others in rows]


def index_state() -> IndexState:
    """What the index holds; the facts that it has not heard of yet are the plumbing's `facts_backlog`."""
    there = Entry.objects.filter(gone=False)
    kinds = dict(there.values_list("kind").annotate(Count("pk")).order_by("kind"))
    moments = there.aggregate(oldest=Min("indexed_at"), newest=Max("indexed_at"))
    view, mine = replica.view(), Replica.objects.filter(machine=machine()).first()
    return IndexState(
        entries=sum(kinds.values()),
        by_kind=kinds,
        waiting=Entry.objects.filter(revision=None).count(),
        revision=_revision(),
        replica_revision=view.revision if view else 0,
        replica_documents=view.documents if view else 0,
        fault=replica.fault() or (mine.fault if mine else ""),
        kept_at=mine.seen_at if mine else None,
        oldest_at=moments["oldest"],
        newest_at=moments["newest"],
    )


def indexed_keys(kind: str) -> set[str]:
    """The keys of all things of a kind that the index holds: for a check against what should be there."""
    return set(Entry.objects.filter(kind=kind, gone=False).values_list("key", flat=True))
