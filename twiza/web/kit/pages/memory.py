"""The first tier: pages in this process, the least asked for going first; and who draws which page at the moment."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from twiza.web.kit.pages.entry import Entry


class Memory:
    """Entries up to `most` bytes together. One that is larger than an eighth of that is not kept here."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable) -> Entry | None:
        with self.lock:
            entry = self.entries.get(key)
            if entry is not None:
                self.entries.move_to_end(key)
            return entry

    def put(self, key: Hashable, entry: Entry) -> None:
        if entry.size > self.most // 8:
            return
        with self.lock:
            if before := self.entries.pop(key, None):
                self.size -= before.size
            self.entries[key] = entry
            self.size += entry.size
            while self.size > self.most:
                _key, gone = self.entries.popitem(last=False)
                self.size -= gone.size

    def clear(self) -> None:
        with self.lock:
            self.entries.clear()
            self.size = 0


class Drawings:
    """Who draws what: the first one does, the others may wait for it."""

    def __init__(self) -> None:
        self.under_way: dict[Hashable, threading.Event] = {}
        self.lock = threading.Lock()

    def begin(self, key: Hashable) -> threading.Event | None:
        """None: it is yours to draw, and to `end`. Else what to wait for."""
        with self.lock:
            if (other := self.under_way.get(key)) is not None:
                return other
            self.under_way[key] = threading.Event()
            return None

    def end(self, key: Hashable) -> None:
        with self.lock:
            done = self.under_way.pop(key, None)
        if done:
            done.set()
