"""The keeper: one process a machine that numbers changed rows, feeds the replica, and repairs it."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from twiza.search.actions.number import number_rows
from twiza.search.jobs.writing import LITTLE, MUCH, Swept, Writing, is_much
from twiza.search.models import Replica
from twiza.search.queries import folder, replica
from twiza.search.queries.state import machine

log = logging.getLogger(__name__)
TURN, WAIT = 0.25, 2.0
NOTED = timedelta(seconds=20)
CHECKED = 2.0
Clock = Callable[[], datetime]


class Busy(Exception):
    """Another process of this machine keeps the replica."""


def keep_index(stop: threading.Event, *, clock: Clock = timezone.now) -> None:
    """Keep the replica of this machine until `stop`: what is written in the database is found within a second.

    A second keeper waits until the first is gone. Whatever goes wrong is named in the log and in `index_state`, and
    tried again; nothing is lost, as the rows keep their revisions.
    """
    Keeper(stop, clock).run()


def catch_up(now: datetime) -> int:
    """Here and now: number what changed and bring the replica up to it (for loading, and for tests); its revision.
    Busy where a keeper does it already."""
    keeper = Keeper(threading.Event(), lambda: now)
    with keeping():
        writing, cursor = keeper.sound()
        try:
            cursor = writing.follow(cursor, now)
        except Swept:
            writing.close()
            writing, cursor = keeper.anew("it was too far behind")
        finally:
            writing.close()
        keeper.note("", cursor)
    replica.look_now()
    return cursor


def rebuild_replica(now: datetime) -> int:
    """Build this machine's replica anew, beside the one that answers meanwhile; Busy where a keeper runs."""
    with keeping():
        writing, cursor = Keeper(threading.Event(), lambda: now).anew("it was asked for")
        writing.close()
    replica.look_now()
    return cursor


@contextmanager
def keeping() -> Iterator[None]:
    """Be the keeper; the system lets go of the lock when the process ends, however it ends."""
    folder.root().mkdir(parents=True, exist_ok=True)
    with (folder.root() / "keeper").open("a") as file:
        _take(file)
        yield


def _take(file: IO[str]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Busy("Another process keeps the index of this machine.") from None


class Keeper:
    def __init__(self, stop: threading.Event, clock: Clock) -> None:
        self.stop, self.clock = stop, clock
        self.fault = ""
        self.noted: tuple[str, datetime] | None = None
        self.sizes: dict[str, int] = {}
        self.checked = 0.0

    def run(self) -> None:
        waited = False
        while not self.stop.is_set():
            try:
                with keeping(), replica.faults_named():
                    waited = False
                    self._keep()
            except Busy as busy:
                if not waited:
                    log.warning("search: %s This one waits.", busy)
                waited = True
                self.stop.wait(WAIT)
            except (DatabaseError, InterfaceError) as error:
                log.warning("search: the database does not answer the keeper: %s", error)
                connection.close()
                self.stop.wait(WAIT)
            except folder.Torn as error:
                # Looked at again at once: `sound` builds a new one.
                self._tell(str(error))
            except replica.Broken as error:
                self._tell(str(error))
                self.stop.wait(WAIT)
        connection.close()

    def _keep(self) -> None:
        writing, cursor = self.sound()
        try:
            while not self.stop.is_set():
                if folder.take_request():
                    writing.close()
                    writing, cursor = self.anew("it was asked for")
                number_rows()
                cursor = writing.follow(cursor, self.clock())
                self._look_after(writing.folder, cursor)
                self.stop.wait(TURN)
        except Swept as swept:
            log.warning("search: the replica is too far behind (%s)", swept)
            self.anew("it was too far behind")[0].close()
        finally:
            self._let_go(writing)

    def sound(self) -> tuple[Writing, int]:
        """The replica that is pointed at, checked; where there is none that is sound and of today, a new one."""
        number_rows()
        place = folder.current()
        if place is None:
            return self.anew("there was none")
        if not folder.is_of_today(place):
            return self.anew("analysis or dictionary changed")
        try:
            with replica.faults_named():
                folder.check(place)
                writing = Writing(place)
                self.sizes = folder.sizes(place)
                return writing, writing.cursor()
        except (replica.Broken, folder.Torn) as error:
            self._tell(f"The index was torn: {error}")
            return self.anew("the old one was torn")

    def anew(self, why: str) -> tuple[Writing, int]:
        """Build a replica beside the one there is, then point at it; readers change over by themselves."""
        log.warning("search: building the index of this machine anew: %s", why)
        began = time.monotonic()
        place = folder.beside()
        folder.sweep_but(place, folder.current())
        big = Writing(place, memory=MUCH if is_much() else LITTLE)
        cursor = big.fill(self.clock(), processes=min(4, os.cpu_count() or 1))
        big.close()
        writing = Writing(place)
        folder.point_at(place)
        folder.sweep_but(place, None)
        self.sizes = folder.sizes(place)
        log.warning("search: the index is built, in %.1f s", time.monotonic() - began)
        return writing, cursor

    def _look_after(self, place: Path, cursor: int) -> None:
        if time.monotonic() - self.checked > CHECKED:
            self.checked = time.monotonic()
            folder.compare(place, self.sizes)
            self.sizes = folder.sizes(place)
        self.note("", cursor)

    def _let_go(self, writing: Writing) -> None:
        try:
            with replica.faults_named():
                writing.close()
        except replica.Broken as error:
            log.warning("search: the writer did not end well: %s", error)

    def _tell(self, what: str) -> None:
        log.error("search: %s", what)
        self.fault = what[:300]
        try:
            self.note(self.fault, None)
        except (DatabaseError, InterfaceError):
            connection.close()

    def note(self, fault: str, cursor: int | None) -> None:
        """Write down how the replica stands, when that changed or now and then."""
        now = self.clock()
        if self.noted and self.noted[0] == fault and now - self.noted[1] < NOTED:
            return
        columns: dict[str, object] = {"seen_at": now, "fault": fault}
        if fault:
            columns["faulted_at"] = now
        if cursor is not None:
            columns["revision"] = cursor
        Replica.objects.update_or_create(machine=machine(), defaults=columns)
        self.noted = (fault, now)
