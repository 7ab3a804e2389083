"""The replica as this process reads it: opened at the first question, newer commits taken over by itself."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import tantivy
from django.db import DatabaseError

from twiza.kernel.refusals import Refusal
from twiza.search.queries import folder
from twiza.search.queries.documents import CURSOR, prepared, schema

log = logging.getLogger(__name__)
LOOK = 0.2
AGAIN = 5.0
# So many things are kept of one commit, of some hundred bytes each.
REMEMBERED = 20_000


@dataclass(eq=False, slots=True)
class View:
    """One commit, as it stood: whoever holds a view sees nothing of later ones."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    revision: int
    at: datetime
    documents: int
    memory: dict[Any, Any] = field(default_factory=dict)

    @property
    def schema(self) -> tantivy.Schema:
        return self.index.schema


class Broken(Exception):
    """The replica can't be read; the sentence says why."""


@dataclass(slots=True)
class _Reader:
    """What one process has open."""

    folder: Path | None = None
    index: tantivy.Index | None = None
    view: View | None = None
    pointer: tuple[int, int] | None = None
    meta: tuple[int, int] | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    looked: float = -1e9
    failed: float = -1e9
    fault: str = "There is no replica yet."
    root: str = ""
    pid: int = 0


@contextmanager
def faults_named() -> Iterator[None]:
    """What the engine raises has no name of its own, and at a file that is not as it should be it panics: Broken."""
    try:
        yield
    except (Broken, folder.Torn, Refusal, DatabaseError):
        raise
    except BaseException as error:
        if isinstance(error, OSError | ValueError | RuntimeError) or type(error).__name__ == "PanicException":
            raise Broken(f"{type(error).__name__}: {error}") from error
        raise


_reader = _Reader()
_lock = threading.Lock()


def view() -> View | None:
    """The newest commit (at most 200 ms later), or None while this machine has no sound replica."""
    if time.monotonic() - _reader.looked < LOOK and _is_mine():
        return _reader.view
    # One thread looks; the others go on with what there is.
    if _lock.acquire(blocking=_reader.view is None):
        try:
            _look()
        finally:
            _lock.release()
    return _reader.view


def fault() -> str:
    """Why `view` is None; "" where it is not."""
    return "" if view() else _reader.fault


def give_up(view: View, reason: object) -> None:
    """A question failed on this view: leave it, and try again in a while."""
    log.error("search: the replica can't be read (%s); the entries are asked instead", reason)
    with _lock:
        if _reader.view is view:
            _drop(f"The replica can't be read: {reason}")
            _reader.pointer = folder.pointer_stamp()


def look_now() -> View | None:
    """Without waiting for the 200 ms; for the keeper and for tests."""
    with _lock:
        _reader.failed = -1e9
        _look()
    return _reader.view


def _is_mine() -> bool:
    return _reader.pid == os.getpid() and _reader.root == str(folder.root())


def _drop(reason: str) -> None:
    _reader.view = _reader.index = _reader.folder = _reader.meta = _reader.pointer = None
    _reader.sizes = {}
    _reader.fault, _reader.failed = reason, time.monotonic()


def _look() -> None:
    if not _is_mine():
        _drop("There is no replica yet.")
        _reader.failed, _reader.root, _reader.pid = -1e9, str(folder.root()), os.getpid()
    try:
        with faults_named():
            pointer = folder.pointer_stamp()
            if pointer != _reader.pointer or (_reader.view is None and time.monotonic() - _reader.failed > AGAIN):
                _open(pointer)
            elif _reader.view is not None:
                _follow()
    except (folder.Torn, Broken) as error:
        log.error("search: the replica can't be read (%s); the entries are asked instead", error)
        _drop(f"The replica can't be read: {error}")
        _reader.pointer = folder.pointer_stamp()
    _reader.looked = time.monotonic()


def _open(pointer: tuple[int, int] | None) -> None:
    place = folder.current()
    if place is None:
        # An older house's readers keep what they have; this one has none that it can read.
        if _reader.view is None or pointer is None:
            _drop("There is no replica yet." if pointer is None else "The replica is of another form.")
        _reader.pointer = pointer
        return
    meta, sizes = folder.meta_stamp(place), folder.sizes(place)
    index = prepared(tantivy.Index(schema(), path=str(place)))
    index.config_reader("manual")
    index.reload()
    _reader.view = make_view(index)
    _reader.index, _reader.folder, _reader.sizes = index, place, sizes
    _reader.meta, _reader.pointer, _reader.fault = meta, pointer, ""


def _follow() -> None:
    place = _reader.folder
    assert place
    assert _reader.index
    meta = folder.meta_stamp(place)
    if meta != _reader.meta:
        sizes = folder.sizes(place)
        _reader.index.reload()
        _reader.view, _reader.meta, _reader.sizes = make_view(_reader.index), meta, sizes
        return
    # What is mapped and cut short would stop the process at the next touch: leave it before.
    for name, size in _reader.sizes.items():
        try:
            shorter = (place / name).stat().st_size < size
        except OSError:
            shorter = folder.meta_stamp(place) == meta
        if shorter:
            raise folder.Torn(f"{name} was cut")


def make_view(index: tantivy.Index) -> View:
    """The last commit as a view; Broken where it does not say how far it goes."""
    searcher = index.searcher()
    found = searcher.search(tantivy.Query.term_query(index.schema, "uid", CURSOR, "basic"), 1, count=False).hits
    if not found:
        raise Broken("It does not say how far it goes.")
    told = searcher.doc(found[0][1])
    at = datetime.fromisoformat(str(told.get_first("names")))
    return View(index, searcher, int(told.get_first("revision") or 0), at, searcher.num_docs - 1)
