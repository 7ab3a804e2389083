"""Writing a replica: from the rows, in their revisions, each commit with the revision that it goes to."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import tantivy

from twiza.search.actions.number import last_revision
from twiza.search.models import Counter, Entry
from twiza.search.queries.documents import (
    COLUMNS,
    CURSOR,
    Row,
    be_polite,
    cursor_document,
    document,
    documents,
    prepared,
    schema,
)
from twiza.search.queries.replica import make_view

LITTLE, MUCH = 32_000_000, 300_000_000
STEP = 2_000
MANY = 30_000


class Swept(Exception):
    """The replica is so far behind that gravestones it did not see are gone."""


class Writing:
    """The one writer of a replica's folder. ValueError("…LockBusy…") while another process has it."""

    def __init__(self, folder: Path, *, memory: int = LITTLE, threads: int = 1) -> None:
        self.folder = folder
        self.index = prepared(tantivy.Index(schema(), path=str(folder)))
        self.index.config_reader("manual")
        self.writer = self.index.writer(memory, threads)

    def cursor(self) -> int:
        """The revision of the last commit."""
        self.index.reload()
        return make_view(self.index).revision

    def follow(self, cursor: int, now: datetime) -> int:
        """Take over what was numbered after `cursor`; returns the new one. Commits once for some thousand rows."""
        last = last_revision()
        if last <= cursor:
            return cursor
        if cursor < (Counter.objects.filter(name="entries").values_list("swept", flat=True).first() or 0):
            raise Swept(f"revision {cursor}")
        done = 0
        rows = Entry.objects.filter(revision__gt=cursor, revision__lte=last).order_by("revision", "pk")
        revision = cursor
        for columns in rows.values_list("revision", "gone", *COLUMNS).iterator(STEP):
            if columns[0] != revision and done >= STEP * 10:
                self.commit(revision, now)
                done = 0
            revision = columns[0]
            row = Row(*columns[2:])
            self.writer.delete_documents_by_term("uid", row.uid)
            if not columns[1]:
                self.writer.add_json(document(row, now))
            done += 1
        self.commit(last, now)
        return last

    def commit(self, revision: int, now: datetime) -> None:
        """All that was written, and how far it goes, or nothing."""
        self.writer.delete_documents_by_term("uid", CURSOR)
        self.writer.add_json(cursor_document(revision, now))
        self.writer.commit()

    def fill(self, now: datetime, processes: int) -> int:
        """Write all there is into the empty folder; returns the revision it goes to. What changes meanwhile has a later
        revision, or none yet, and comes by `follow`."""
        last = last_revision()
        for packed in _analysed(last, now, processes):
            for one in packed:
                self.writer.add_json(one)
        self.commit(last, now)
        return last

    def close(self) -> None:
        """Let go of the lock, once merges under way are done."""
        self.writer.wait_merging_threads()


def _analysed(last: int, now: datetime, processes: int) -> Iterator[list[str]]:
    """Analysis is most of the work: where there is much of it, each core does some, and rows wait in no long queue."""
    pages = _pages(last)
    if processes < 2 or not is_much():
        for rows in pages:
            yield documents(rows, now)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=be_polite) as pool:
        waiting: deque[tuple[list[Sequence[Any]], Future[list[str]]]] = deque()
        for rows in pages:
            waiting.append((rows, _handed(pool, rows, now)))
            if len(waiting) > processes * 2:
                yield _made(*waiting.popleft(), now)
        while waiting:
            yield _made(*waiting.popleft(), now)


def _handed(pool: ProcessPoolExecutor, rows: list[Sequence[Any]], now: datetime) -> Future[list[str]]:
    try:
        return pool.submit(documents, rows, now)
    except BrokenExecutor as error:
        failed: Future[list[str]] = Future()
        failed.set_exception(error)
        return failed


def _made(rows: list[Sequence[Any]], made: Future[list[str]], now: datetime) -> list[str]:
    """What a helper made of the rows; made here where the helper was killed."""
    try:
        return made.result()
    except BrokenExecutor:
        return documents(rows, now)


def is_much() -> bool:
    """Whether filling an index is worth more memory and processes of its own."""
    return Entry.objects.filter(gone=False)[MANY : MANY + 1].exists()


def _pages(last: int) -> Iterator[list[Sequence[Any]]]:
    after = 0
    there = Entry.objects.filter(gone=False, revision__lte=last).order_by("pk")
    while rows := list(there.filter(pk__gt=after).values_list(*COLUMNS)[:STEP]):
        after = rows[-1][0]
        yield rows
