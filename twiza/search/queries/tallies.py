"""Counted while pages are read, written by a thread of its own now and then: nothing is written in a request.

What was searched and not found, as counts of texts; which sellers' products were shown, as counts of sellers. Nobody's
name, address or session comes near them. A process that is killed loses the last minute's counts, and nothing else.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min, Q, Sum

from twiza.kernel.text import fold
from twiza.search.models import Entry, Exposure, Unfound

log = logging.getLogger(__name__)
EACH = 60.0
# One process keeps at most so many different texts in a minute: what comes beyond is noise or mischief.
MOST_TEXTS, LONGEST = 2_000, 60
LEAST = 2

Missed = Counter[tuple[str, str]]
Shown = Counter[str]


@dataclass(slots=True)
class _Tallies:
    missed: Missed
    shown: Shown
    lock: threading.Lock
    stop: threading.Event
    pid: int = 0


_tallies = _Tallies(Counter(), Counter(), threading.Lock(), threading.Event())
_write: list[Callable[[Missed, Shown], None]] = []


def write_with(function: Callable[[Missed, Shown], None]) -> None:
    """Who writes the counts down, with the moment; said once, when the house opens."""
    _write[:] = [function]


def note_search(text: str, language: str, found: int) -> None:
    """Count a search that found nothing."""
    words = fold(text[:200])[:LONGEST].strip()
    # Numbers, addresses and telephones are not words that a dictionary could learn.
    if found or len(words) < LEAST or any(c.isdigit() for c in words) or "@" in text:
        return
    with _tallies.lock:
        if len(_tallies.missed) < MOST_TEXTS:
            _tallies.missed[words, language[:3]] += 1


def note_shown(sellers: Iterable[str]) -> None:
    """Count that a product of each of these sellers was shown in results (a seller twice, where two of its were)."""
    with _tallies.lock:
        _tallies.shown.update(seller for seller in sellers if seller)


def flush() -> None:
    """Write down what was counted; what can't be written is counted on."""
    with _tallies.lock:
        missed, shown = _tallies.missed, _tallies.shown
        _tallies.missed, _tallies.shown = Counter(), Counter()
    if not missed and not shown:
        return
    try:
        for write in _write:
            write(missed, shown)
    except DatabaseError as error:
        log.warning("search: the counts could not be written, they wait: %s", error)
        with _tallies.lock:
            _tallies.missed.update(missed)
            _tallies.shown.update(shown)


def write_counts() -> None:
    """Begin to write down what this process counts, once a minute, once a process: after it has forked."""
    if _tallies.pid == os.getpid():
        return
    with _tallies.lock:
        if _tallies.pid != os.getpid():
            _tallies.pid, _tallies.stop = os.getpid(), threading.Event()
            threading.Thread(target=_run, args=(_tallies.stop,), name="search counts", daemon=True).start()


def stop_counts() -> None:
    """Write no more by itself, and forget what is counted."""
    _tallies.stop.set()
    _tallies.pid = 0
    with _tallies.lock:
        _tallies.missed, _tallies.shown = Counter(), Counter()


def _run(stop: threading.Event) -> None:
    while not stop.wait(EACH):
        flush()
        connection.close()


@dataclass(frozen=True, slots=True)
class UnfoundText:
    """What was looked for in vain, how often, and when last."""

    text: str
    language: str
    times: int
    last_on: date


def unfound(*, after: tuple[int, str, str] | None = None, page_size: int = 50) -> list[UnfoundText]:
    """The most often first, only what was looked for twice or more; `after` is (times, language, text) of the last one
    seen. At most 100. One query."""
    rows = Unfound.objects.values("text", "language").annotate(n=Sum("times"), last=Max("day")).filter(n__gte=2)
    if after is not None:
        times, language, text = after
        rows = rows.filter(
            Q(n__lt=times) | Q(n=times, language__gt=language) | Q(n=times, language=language, text__gt=text)
        )
    return [
        UnfoundText(row["text"], row["language"], row["n"], row["last"])
        for row in rows.order_by("-n", "language", "text")[: max(1, min(page_size, 100))]
    ]


@dataclass(frozen=True, slots=True)
class ExposureReport:
    """Of a month: how many sellers were to be found, how many the smaller half is (by pieces sold, then by products),
    and which share of what was shown was theirs, and of what there is."""

    month: date
    sellers: int
    smaller: int
    shown: int
    shown_of_smaller: int
    products: int
    products_of_smaller: int

    @property
    def share_points(self) -> int:
        """In ten-thousandths."""
        return round(10_000 * self.shown_of_smaller / self.shown) if self.shown else 0

    @property
    def share_of_products_points(self) -> int:
        """In ten-thousandths."""
        return round(10_000 * self.products_of_smaller / self.products) if self.products else 0


def exposure(months: Iterable[date]) -> list[ExposureReport]:
    """How much of what was shown in each month was of the smaller half of sellers, as they are today. Two queries."""
    sellers = sellers_by_size()
    smaller = {seller for seller, _, _ in sellers[: len(sellers) // 2]}
    wanted = [month.replace(day=1) for month in months]
    shown = Exposure.objects.filter(month__in=wanted).values_list("month", "seller", "shown")
    counts: dict[date, list[tuple[str, int]]] = {month: [] for month in wanted}
    for month, seller, number in shown:
        counts[month].append((seller, number))
    return [
        ExposureReport(
            month=month,
            sellers=len(sellers),
            smaller=len(smaller),
            shown=sum(number for _, number in rows),
            shown_of_smaller=sum(number for seller, number in rows if seller in smaller),
            products=sum(products for _, products, _ in sellers),
            products_of_smaller=sum(products for seller, products, _ in sellers if seller in smaller),
        )
        for month, rows in counts.items()
    ]


def sellers_by_size() -> list[tuple[str, int, datetime | None]]:
    """(seller, products, when its first was shown), the smallest first: by pieces sold, then by products."""
    rows = (
        Entry.objects.filter(gone=False, kind="product")
        .exclude(seller="")
        .values("seller")
        .annotate(products=Count("pk"), sold_all=Sum("sold"), first=Min("fresh_at"))
        .order_by("sold_all", "products", "seller")
    )
    return [(row["seller"], row["products"], row["first"]) for row in rows]
