from __future__ import annotations

from typing import Any

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.audit import record
from twiza.plumbing.background import queue_attempt
from twiza.plumbing.models import JobRun


@transaction.atomic
def retry_job(*, run_id: int, actor: Any = None) -> None:
    """Run a job that failed for good once more, with all its retries. MoveRefused where it did not fail."""
    run = JobRun.objects.filter(pk=run_id).first()
    if run is None:
        raise NotFound
    failed = JobRun.objects.filter(pk=run_id, status=JobRun.Status.FAILED)
    if not failed.update(status=JobRun.Status.WAITING, attempts=0, ended_at=None, next_at=None):
        raise MoveRefused()
    queue_attempt(run, None)
    record("retry_job", run, actor=actor, before={"attempts": run.attempts, "error": run.error})
