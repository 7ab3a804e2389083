"""Hears what was dropped: one thread a process, one small query twice a second, none while a page is asked for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from django.db import DatabaseError, connection

from twiza.freshness.api import drops_after, number_drops

log = logging.getLogger(__name__)
EVERY, STALLED = 0.5, 2.0  # seconds
MOST_TAGS = 50_000


class Follower:
    """What this process knows of drops. While it hears nothing, no kept page is given out.

    `tags` has the last number of each tag dropped above `floor`; `revision` is written after them, so whoever reads
    it first reads no older tags.
    """

    def __init__(self) -> None:
        self.revision = self.floor = 0
        self.tags: dict[str, int] = {}
        self.heard_at = float("-inf")
        self.forget_pages: Callable[[], None] = lambda: None
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to follow, once a process."""
        if self.thread is None:
            self.thread = threading.Thread(target=self._run, name="freshness", daemon=True)
            self.thread.start()

    def stop(self) -> None:
        self.stopping.set()
        if self.thread is not None:
            self.thread.join(5)
        self.thread, self.heard_at = None, float("-inf")
        self.stopping = threading.Event()

    def is_current(self) -> bool:
        return time.monotonic() - self.heard_at <= STALLED

    def still_good(self, tags: Sequence[str], as_of: int) -> bool:
        """None of these was dropped since."""
        if as_of < self.floor:
            return False
        newest = self.tags.get
        return all(newest(tag, 0) <= as_of for tag in tags)

    def look(self) -> None:
        """Ask once. Drops that wait for a number get it here, so it needs no worker."""
        began = time.monotonic()
        drops = drops_after(self.revision)
        if drops.waiting:
            number_drops()
            drops = drops_after(self.revision)
        if drops.revision < self.revision:
            # Another database, or an older one put back: nothing drawn until now can be trusted.
            self.floor, self.tags = 0, {}
            self.forget_pages()
            drops = drops_after(0)
        self.floor = max(self.floor, drops.floor)
        self.tags.update(drops.tags)
        if len(self.tags) > MOST_TAGS:
            self.floor, self.tags = drops.revision, {}
        self.revision = drops.revision
        self.heard_at = began

    def _run(self) -> None:
        while True:
            try:
                self.look()
            except DatabaseError:
                log.warning("freshness: the database did not answer; pages are drawn each time", exc_info=True)
                connection.close()
            if self.stopping.wait(EVERY):
                connection.close()
                return


follower = Follower()
