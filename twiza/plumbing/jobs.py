"""The plumbing's own calendar and checks: old rows go, and what is stuck is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from twiza.plumbing.calendar import every
from twiza.plumbing.checks import checked
from twiza.plumbing.models import Delivery, FactRow, Heartbeat, JobRun, Letter, RateCount
from twiza.plumbing.queries import facts_backlog

KEEP_FACTS, KEEP_JOBS, KEEP_CALENDAR_RUNS = timedelta(days=90), timedelta(days=30), timedelta(days=2)
STUCK = timedelta(hours=1)


def _utc(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else "?"


@every("03:40")
def prune(now: datetime) -> dict[str, int]:
    """Forget what nobody needs: facts that reached everybody, jobs done, old counts. Failures and letters stay."""
    undelivered = Delivery.objects.filter(fact=OuterRef("pk"), done_at=None)
    done = JobRun.objects.filter(status=JobRun.Status.DONE)
    finished = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    old = {
        "facts": FactRow.objects.filter(~Exists(undelivered), at__lt=now - KEEP_FACTS),
        "jobs": done.filter(ended_at__lt=now - KEEP_JOBS),
        "calendar_runs": done.filter(key__contains="@", ended_at__lt=now - KEEP_CALENDAR_RUNS),
        "tasks": DBTaskResult.objects.filter(status__in=finished, enqueued_at__lt=now - KEEP_CALENDAR_RUNS),
        "heartbeats": Heartbeat.objects.filter(at__lt=now - timedelta(days=7)),
        "rates": RateCount.objects.filter(at__lt=now - timedelta(days=7)),
    }
    return {name: rows.delete()[0] for name, rows in old.items()}


@checked("jobs are not stuck")
def jobs_stuck(now: datetime) -> list[str]:
    """Jobs that failed for good, or that stand still."""
    failed = JobRun.objects.filter(status=JobRun.Status.FAILED).order_by("pk")
    found = [f"Job {run.pk} ({run.name}) failed {run.attempts} times: {run.error}" for run in failed]
    running = JobRun.objects.filter(status=JobRun.Status.RUNNING, started_at__lt=now - STUCK).order_by("pk")
    found += [f"Job {run.pk} ({run.name}) has been running since {_utc(run.started_at)}." for run in running]
    waiting = JobRun.objects.filter(status=JobRun.Status.WAITING).order_by("pk")
    overdue = [run for run in waiting if (run.next_at or run.created_at) < now - STUCK]
    return found + [f"Job {run.pk} ({run.name}) waits since {_utc(run.next_at or run.created_at)}." for run in overdue]


@checked("facts reach everybody")
def deliveries_given_up(now: datetime) -> list[str]:
    """Reactions that were given up, and facts that wait too long."""
    rows = Delivery.objects.filter(done_at=None).exclude(given_up_at=None).select_related("fact").order_by("pk")
    found = [f"{row.fact.kind} {row.fact_id} did not reach {row.reaction}: {row.error}" for row in rows]
    backlog = facts_backlog()
    if backlog.oldest_at and backlog.oldest_at < now - STUCK:
        found.append(f"{backlog.waiting} facts wait, the oldest since {_utc(backlog.oldest_at)}.")
    return found


@checked("letters are sent")
def letters_given_up(now: datetime) -> list[str]:
    """Letters that were given up, and letters that wait too long."""
    unsent = Letter.objects.filter(sent_at=None, withheld_at=None).order_by("pk")
    found = [f"Letter {row.reference} was not sent: {row.error}" for row in unsent.exclude(given_up_at=None)]
    late = unsent.filter(given_up_at=None, created_at__lt=now - timedelta(days=1))
    return found + [f"Letter {row.reference} waits since {_utc(row.created_at)}." for row in late]
