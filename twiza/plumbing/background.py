"""Background work on Django's tasks API, with what it lacks: keys, retries with back-off, progress.

A `JobRun` is the job as a person sees it; each attempt at it is one row of the tasks queue, so any worker
that speaks Django's tasks API may run it. The reaper of `worker.py` puts back what a killed worker left.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from twiza.plumbing.models import JobRun

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
_jobs: dict[str, Job] = {}
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)


class Overtaken(Exception):
    """This attempt was taken for dead and the job given to another worker: what it did must not count."""


@dataclass(frozen=True)
class Job:
    """A function that the worker runs; made by `@job`. Calling it runs it here and now (for tests)."""

    function: Callable[..., Any]
    name: str
    retries: int
    atomic: bool

    def __call__(self, **arguments: Any) -> Any:
        return self.function(**arguments)

    def enqueue(self, *, key: str | None = None, after: datetime | None = None, **arguments: Any) -> JobRun:
        """Queue one run in the caller's transaction: it starts once that commits, and not before `after`.

        `arguments` are JSON values. A `key` already used gives the run that has it: nothing is queued twice.
        """
        columns = {"name": self.name, "arguments": arguments, "next_at": after}
        with transaction.atomic():
            if key is None:
                run, fresh = JobRun.objects.create(**columns), True
            else:
                run, fresh = JobRun.objects.get_or_create(key=key, defaults=columns)
            if fresh:
                queue_attempt(run, after)
        return run


def job(*, retries: int = 5, atomic: bool = True) -> Callable[[Callable[..., Any]], Job]:
    """Make a module-level function a background job: `apply_import.enqueue(key=..., upload_id=7)`.

    The worker fills the parameters `now` (aware moment) and `run_id` (for `report_progress`) where the function
    has them. It should return a JSON value or None. A failure is tried again `retries` times after 10, 20, 40 …
    seconds, at most an hour.

    `atomic=True` runs it in one transaction together with the mark that it is done: killed in the middle, it did
    nothing; so it is for work under a second or two, since SQLite has one writer. A long job says `atomic=False`,
    makes its own short transactions, can show progress, and must be safe to run again from the start.
    """

    def make(function: Callable[..., Any]) -> Job:
        name = f"{function.__module__}.{function.__qualname__}"
        _jobs[name] = Job(function, name, retries, atomic)
        return _jobs[name]

    return make


def find_job(name: str) -> Job:
    """The job of that import path, imported if need be."""
    if name not in _jobs:
        import_module(name.rpartition(".")[0])
    return _jobs[name]


def wait_before(attempt: int) -> timedelta:
    """How long to wait after that many failed attempts (1, 2, …)."""
    return min(FIRST_WAIT * 2 ** min(attempt - 1, 12), LONGEST_WAIT)


def report_progress(run_id: int, done: int, total: int) -> None:
    """Say how far a job is; seen at once by others only where the job is not atomic."""
    JobRun.objects.filter(pk=run_id).update(progress=done, total=total)


def queue_attempt(run: JobRun, after: datetime | None) -> None:
    """Put one attempt at the run into the tasks queue."""
    queued = carry_out.using(run_after=after).enqueue(run_id=run.pk)
    JobRun.objects.filter(pk=run.pk).update(task_id=queued.id)


@task()
def carry_out(run_id: int) -> None:
    """One attempt, for any other worker of Django's tasks; ours calls `attempt` with its own name and clock."""
    attempt(run_id, worker="", clock=timezone.now)


def attempt(run_id: int, *, worker: str, clock: Clock) -> None:
    """Claim the run and do it once; a failure is written down and queued again. Not waiting any more: nothing."""
    claimed = JobRun.objects.filter(pk=run_id, status=JobRun.Status.WAITING).update(
        status=JobRun.Status.RUNNING, worker=worker, attempts=F("attempts") + 1, started_at=clock(), next_at=None
    )
    if not claimed:
        return
    run = JobRun.objects.get(pk=run_id)
    retries = 0
    try:
        job = find_job(run.name)
        retries = job.retries
        given = {"now": clock(), "run_id": run.pk}
        wanted = inspect.signature(job.function).parameters
        arguments = run.arguments | {name: given[name] for name in wanted if name in given}
        with transaction.atomic() if job.atomic else nullcontext():
            _end(run, clock(), status=JobRun.Status.DONE, result=job.function(**arguments), error="")
    except Overtaken:
        log.warning("job %s (%s) was overtaken", run.pk, run.name)
    except Exception as error:
        log.exception("job %s (%s) failed", run.pk, run.name)
        give_back(run, f"{type(error).__name__}: {error}", retries=retries, now=clock())


def _end(run: JobRun, now: datetime, **columns: Any) -> None:
    mine = JobRun.objects.filter(pk=run.pk, status=JobRun.Status.RUNNING, attempts=run.attempts)
    if not mine.update(ended_at=now, **columns):
        raise Overtaken


def give_back(run: JobRun, why: str, *, retries: int, now: datetime, at_once: bool = False) -> None:
    """After a failed attempt: wait and try again, or fail for good when all retries are used.

    `at_once` is for an attempt whose worker was stopped, which says nothing against the job.
    """
    mine = JobRun.objects.filter(pk=run.pk, status=JobRun.Status.RUNNING, attempts=run.attempts)
    with transaction.atomic():
        if run.attempts > retries:
            mine.update(status=JobRun.Status.FAILED, ended_at=now, error=why[:2000])
            return
        after = None if at_once else now + wait_before(run.attempts)
        if mine.update(status=JobRun.Status.WAITING, next_at=after, error=why[:2000]):
            queue_attempt(run, after)
