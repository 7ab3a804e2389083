"""The second tier: what the processes of a machine share in a file, or those of all machines in Redis or Valkey."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from twiza.web.kit.pages.redis import DRAWN_IN

log = logging.getLogger(__name__)
T = TypeVar("T")
SULK = 5.0  # seconds that a tier is left alone after it failed
MOST_BYTES = 512 * 2**20
SWEEP_EVERY = 500  # writes


class Tier(Protocol):
    def get(self, key: str) -> bytes | None: ...
    def put(self, key: str, packed: bytes, seconds: int) -> None: ...
    def take(self, key: str) -> bool: ...
    def give_back(self, key: str) -> None: ...
    def clear(self) -> None: ...


class FileTier:
    """A SQLite file of its own beside the data: never synced, thrown away at will."""

    def __init__(self, path: Path, most: int = MOST_BYTES) -> None:
        self.path, self.most = path, most
        self.local = threading.local()
        self.writes = 0

    def _open(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self.local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=0.25, isolation_level=None)
            found.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000;"
                "CREATE TABLE IF NOT EXISTS page (key TEXT PRIMARY KEY, until REAL, packed BLOB) WITHOUT ROWID;"
                "CREATE INDEX IF NOT EXISTS page_until ON page (until);"
                "CREATE TABLE IF NOT EXISTS drawing (key TEXT PRIMARY KEY, until REAL) WITHOUT ROWID;"
            )
            self.local.connection = found
        return found

    def get(self, key: str) -> bytes | None:
        row = self._open().execute("SELECT packed FROM page WHERE key = ? AND until > ?", (key, time.time())).fetchone()
        return row[0] if row else None

    def put(self, key: str, packed: bytes, seconds: int) -> None:
        until = time.time() + seconds
        self._open().execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", (key, until, packed))
        self.writes += 1
        if self.writes % SWEEP_EVERY == 1:
            self.sweep()

    def sweep(self) -> None:
        """What ended goes; what is too much goes too, what would end first before."""
        database = self._open()
        database.execute("DELETE FROM page WHERE until <= ?", (time.time(),))
        database.execute("DELETE FROM drawing WHERE until <= ?", (time.time(),))
        pages, size = database.execute("SELECT count(*), coalesce(sum(length(packed)), 0) FROM page").fetchone()
        if size > self.most:
            few = "SELECT key FROM page ORDER BY until LIMIT ?"
            database.execute(f"DELETE FROM page WHERE key IN ({few})", (pages // 2,))  # noqa: S608 - our own text

    def take(self, key: str) -> bool:
        now = time.time()
        taken = self._open().execute(
            "INSERT INTO drawing VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET until = excluded.until WHERE drawing.until < ?",
            (key, now + DRAWN_IN, now),
        )
        return taken.rowcount == 1

    def give_back(self, key: str) -> None:
        self._open().execute("DELETE FROM drawing WHERE key = ?", (key,))

    def clear(self) -> None:
        self._open().execute("DELETE FROM page")


class Careful:
    """A tier that may fail: then it is left alone for some seconds, and pages are drawn as if it were not there."""

    def __init__(self, tier: Tier) -> None:
        self.tier = tier
        self.until = 0.0

    def _try(self, otherwise: T, ask: Callable[[], T]) -> T:
        if time.monotonic() < self.until:
            return otherwise
        try:
            return ask()
        # Whatever a server, a disk or a client library comes up with: no page may fail by it.
        except Exception as error:  # noqa: BLE001
            self.until = time.monotonic() + SULK
            log.warning("pages: the shared tier does not answer (%s: %s)", type(error).__name__, error)
            return otherwise

    def get(self, key: str) -> bytes | None:
        return self._try(None, lambda: self.tier.get(key))

    def put(self, key: str, packed: bytes, seconds: int) -> None:
        self._try(None, lambda: self.tier.put(key, packed, seconds))

    def take(self, key: str) -> bool:
        return self._try(True, lambda: self.tier.take(key))

    def give_back(self, key: str) -> None:
        self._try(None, lambda: self.tier.give_back(key))

    def clear(self) -> None:
        self._try(None, self.tier.clear)


def name_of(edition: str, parts: tuple[str, ...]) -> str:
    """A short key: pages drawn by other code are not ours."""
    return hashlib.blake2b("\0".join((edition, *parts)).encode(errors="replace"), digest_size=20).hexdigest()
