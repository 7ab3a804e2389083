from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from twiza.search.actions.rebuild import rebuild
from twiza.search.actions.set_signals import set_signals
from twiza.search.models import Entry
from twiza.search.queries.shapes import Searchable, Signals

Things = Callable[[], Iterable[Searchable]]
Told = Callable[[], Mapping[str, Signals]]
_sources: dict[str, tuple[Things, Told | None]] = {}


def feed_from(kind: str, things: Things, signals: Told | None = None) -> None:
    """Say once, when the house opens, who has all things of a kind, and what buyers did with them."""
    _sources[kind] = (things, signals)


def refill(*, now: datetime, kinds: Iterable[str] | None = None) -> dict[str, int]:
    """Write all things of all kinds anew from those who have them, and forget those no longer there; how many of each.
    Searching goes on meanwhile."""
    written = {}
    for kind in kinds if kinds is not None else list(_sources):
        things, signals = _sources[kind]
        written[kind] = rebuild(things(), kinds=[kind], now=now)
        if signals:
            set_signals(kind, signals())
    return written


def kinds_to_refill() -> list[str]:
    """Kinds whose rows are of an older form, or that have none."""
    old = set(Entry.objects.filter(digest="", gone=False).values_list("kind", flat=True).distinct())
    there = set(Entry.objects.values_list("kind", flat=True).distinct())
    return [kind for kind in _sources if kind in old or kind not in there]
