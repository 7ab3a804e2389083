"""The worker: beats, delivers facts, sends letters, keeps the calendar, runs jobs, puts back what a dead one left."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult, get_date_max

from twiza.plumbing import background, calendar, heartbeat
from twiza.plumbing.discovery import discover
from twiza.plumbing.facts import deliver
from twiza.plumbing.letters import send_letters
from twiza.plumbing.models import JobRun

log = logging.getLogger(__name__)
_beside: list[tuple[str, Callable[[threading.Event], None]]] = []
BEAT, GRACE = 5.0, 25.0
COURTESY = 10
DIED = "The worker was stopped in the middle."


def beside_worker(name: str, run: Callable[[threading.Event], None]) -> None:
    """Let each worker process run this too, in a thread of its own, until the event is set: it must then end within
    seconds. Where it ends by an error it is begun again. Called once for a name, when the house opens."""
    _beside[:] = [row for row in _beside if row[0] != name] + [(name, run)]


def run_next_job(*, worker: str, clock: background.Clock) -> bool:
    """Claim one attempt that is due and make it; False where none is due."""
    due = Q(run_after=get_date_max()) | Q(run_after__lte=clock())
    for row in DBTaskResult.objects.filter(due, status=TaskResultStatus.READY)[:10]:
        # Compare-and-set: the same lock on SQLite and PostgreSQL, and no write while there is nothing to do.
        if DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY).update(
            status=TaskResultStatus.RUNNING, started_at=clock(), worker_ids=[*row.worker_ids, worker]
        ):
            row.refresh_from_db()
            _carry_out(row, worker, clock)
            return True
    return False


def _carry_out(row: DBTaskResult, worker: str, clock: background.Clock) -> None:
    try:
        if row.task_path == background.carry_out.module_path:
            background.attempt(row.args_kwargs["kwargs"]["run_id"], worker=worker, clock=clock)
            row.set_successful(None)
        else:
            given: Any = row.task_result
            context = [TaskContext(task_result=given)] if row.task.takes_context else []
            row.set_successful(row.task.call(*context, *given.args, **given.kwargs))
    except Exception as error:
        log.exception("task %s failed", row.task_path)
        row.set_failed(error)


def put_back(now: datetime) -> int:
    """Queue again the work whose worker is gone; returns how many. Its attempt counts, so one that kills its
    worker each time fails in the end."""
    seen = heartbeat.beats()
    back = 0
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        worker = row.worker_ids[-1] if row.worker_ids else ""
        if heartbeat.is_alive(worker, now, seen.get(worker)):
            continue
        ours = row.task_path == background.carry_out.module_path
        with transaction.atomic():
            running = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING)
            if not running.update(status=TaskResultStatus.FAILED if ours else TaskResultStatus.READY):
                continue
            back += 1
            run = JobRun.objects.filter(pk=row.args_kwargs["kwargs"]["run_id"]).first() if ours else None
            if run and run.status == JobRun.Status.RUNNING and run.task_id == str(row.pk):
                background.give_back(run, DIED, retries=_retries(run), now=now, at_once=True)
            elif run and run.status == JobRun.Status.WAITING and run.task_id == str(row.pk):
                background.queue_attempt(run, None)
        log.warning("%s: worker %s is gone, its work is queued again", row.task_path, worker)
    return back


def _retries(run: JobRun) -> int:
    try:
        return background.find_job(run.name).retries
    except (ImportError, KeyError):
        return 0


def run_due(now: datetime) -> None:
    """Do, here and now, all that a worker would have to do at `now`, until nothing is left. For tests and tools."""
    discover()
    worker = "run_due"
    for _round in range(100):
        calendar.tick(now)
        done = deliver(now) + send_letters(now)
        done += run_next_job(worker=worker, clock=lambda: now)
        if not done:
            return
    raise RuntimeError("a hundred rounds and still something to do: facts or jobs call each other in a circle")


class Worker:
    """One process: a thread that delivers facts, one that sends letters, one for calendar and jobs put back,
    and some for jobs; the main thread beats. Each may fail and goes on; a stop waits for what is under way."""

    def __init__(self, *, jobs: int = 2, clock: background.Clock = timezone.now) -> None:
        self.name, self.clock = heartbeat.own_name(), clock
        self.stopping = threading.Event()
        loops: list[tuple[str, float, Callable[[], object]]] = [
            ("facts", 0.2, lambda: self._deliver(clock())),
            ("letters", 0.5, lambda: send_letters(clock())),
            ("calendar", 1.0, self._keep_order),
            *((f"jobs-{n}", 0.5, self._next_job) for n in range(jobs)),
        ]
        self.threads = [threading.Thread(target=self._loop, args=row, name=row[0], daemon=True) for row in loops]
        self.threads += [
            threading.Thread(target=self._loop, args=(name, 1.0, partial(run, self.stopping)), name=name, daemon=True)
            for name, run in _beside
        ]

    def run(self) -> bool:
        """Work until `stop`; True if everything under way was finished in time."""
        discover()
        heartbeat.beat(self.name, self.clock())
        put_back(self.clock())
        for thread in self.threads:
            thread.start()
        while not self.stopping.wait(BEAT):
            self._safely("heartbeat", lambda: heartbeat.beat(self.name, self.clock()))
        last_moment = time.monotonic() + GRACE
        for thread in self.threads:
            thread.join(max(0.0, last_moment - time.monotonic()))
        self._safely("heartbeat", lambda: heartbeat.sign_off(self.name))
        connection.close()
        return not any(thread.is_alive() for thread in self.threads)

    def stop(self) -> None:
        self.stopping.set()

    def _deliver(self, now: datetime) -> int:
        """A few facts at a time. SQLite wakes those who wait for its one writer at most every 100 ms: leave them
        a gap that long, or a row of short transactions shuts everybody else out."""
        done = deliver(now, most=COURTESY)
        if done == COURTESY and connection.vendor == "sqlite":
            self.stopping.wait(0.12)
        return done

    def _next_job(self) -> bool:
        return run_next_job(worker=self.name, clock=self.clock)

    def _keep_order(self) -> None:
        calendar.tick(self.clock())
        put_back(self.clock())

    def _loop(self, name: str, pause: float, turn: Callable[[], object]) -> None:
        while not self.stopping.is_set():
            if not self._safely(name, turn):
                self.stopping.wait(pause)
        connection.close()

    def _safely(self, name: str, turn: Callable[[], object]) -> object:
        try:
            return turn()
        except Exception:
            log.exception("%s: going on after an error", name)
            # Each thread keeps its connection from turn to turn; one that may be broken is opened anew.
            connection.close()
            self.stopping.wait(2)
            return None


def run_worker(*, jobs: int = 2) -> bool:
    """Work until SIGTERM or SIGINT; True if all that was under way was finished."""
    worker = Worker(jobs=jobs)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    return worker.run()
