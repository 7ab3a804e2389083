"""Words accepted by the desk, known to every process within seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from twiza.search.models import Counter, ProposedWord
from twiza.search.states import WordStatus
from twiza.search.terms import dictionary

LOOK = 3.0


@dataclass(frozen=True, slots=True)
class WordCard:
    """A word proposed for a concept of the dictionary, as the desk sees it."""

    id: int
    word: str
    language: str
    concept: str
    status: str
    note: str
    proposed_at: datetime
    decided_at: datetime | None


class _Known:
    lock = threading.Lock()
    looked = -1e9
    version = 0


def know_accepted_words() -> None:
    """Look every three seconds whether words were accepted or refused, and take them over. One small query."""
    if time.monotonic() - _Known.looked < LOOK or not _Known.lock.acquire(blocking=False):
        return
    try:
        _Known.looked = time.monotonic()
        version = Counter.objects.filter(name="entries").values_list("dictionary", flat=True).first() or 0
        if version != _Known.version:
            dictionary.extend(accepted_words())
            _Known.version = version
    finally:
        _Known.lock.release()


def look_again() -> None:
    """At the next question."""
    _Known.looked = -1e9


def accepted_words() -> list[tuple[str, str, str]]:
    """(word, language, concept)"""
    rows = ProposedWord.objects.filter(status=WordStatus.ACCEPTED).order_by("pk")
    return list(rows.values_list("word", "language", "concept"))


def proposed_words(statuses: Iterable[str], *, after: int | None = None, page_size: int = 50) -> list[WordCard]:
    """The newest first; `after` is the id of the last one seen."""
    rows = ProposedWord.objects.filter(status__in=list(statuses)).order_by("-pk")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    columns = ("pk", "word", "language", "concept", "status", "note", "proposed_at", "decided_at")
    return [WordCard(*row) for row in rows.values_list(*columns)[: max(1, min(page_size, 100))]]
