"""By the calendar: erasures go to their end, what was kept long enough goes."""

from __future__ import annotations

from datetime import datetime

from twiza.plumbing.api import checked, every, job
from twiza.privacy.actions.apply_retention import apply_retention
from twiza.privacy.actions.finish_erasure import finish_all, finish_erasure
from twiza.privacy.models import DataRequest
from twiza.privacy.states import Status


@job(retries=8, atomic=False)
def erase(request_id: int, now: datetime) -> bool:
    return finish_erasure(request_id=request_id, now=now)


@every("10 minutes", atomic=False)
def finish_erasures(now: datetime) -> int:
    """Those that a crash interrupted, or whose job was lost."""
    return finish_all(now=now)


@every("04:40", atomic=False)
def retain(now: datetime) -> dict[str, int]:
    """What the house promised to keep no longer."""
    return {line.rule.id: line.count for line in apply_retention(now=now)}


@checked("requests on personal data are answered in time")
def requests_late(now: datetime) -> list[str]:
    rows = DataRequest.objects.filter(status__in=[Status.ASKED, Status.UNDER_WAY], due_at__lt=now).order_by("pk")
    return [f"Request {row.number} ({row.kind}) was due {row.due_at:%Y-%m-%d}." for row in rows]
