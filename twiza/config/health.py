"""GET /healthz: is the site able to work? 200, or 503 with the reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from twiza.plumbing.api import facts_backlog, workers_alive
from twiza.search.api import index_state

LATE = timedelta(minutes=10)
UNKEPT = timedelta(minutes=2)


def database(now: datetime) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def worker(now: datetime) -> str | None:
    return None if workers_alive(now) else "No worker was seen in the last 60 seconds: start `twiza work`."


def index(now: datetime) -> str | None:
    state = index_state()
    if state.fault:
        return f"The index of this machine: {state.fault} Meanwhile the entries are searched, which is slower."
    if workers_alive(now) and (state.kept_at is None or state.kept_at < now - UNKEPT):
        return "Nobody keeps the index of this machine: start `twiza index` where no worker runs."
    oldest = facts_backlog().oldest_at
    if oldest and oldest < now - LATE:
        return f"The index may be out of date: a fact of {oldest:%Y-%m-%dT%H:%M:%SZ} was not worked on yet."
    return None


PARTS: dict[str, Callable[[datetime], str | None]] = {"database": database, "worker": worker, "index": index}


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """`{"status": "ok"|"failing", "parts": {"web": "ok", …}, "reasons": [sentence, …]}`."""
    now = timezone.now()
    parts, reasons = {"web": "ok"}, []
    for name, part in PARTS.items():
        try:
            reason = part(now)
        except DatabaseError as error:
            reason = f"{name}: {error}".strip()
        parts[name] = "failing" if reason else "ok"
        if reason:
            reasons.append(reason)
    answer = {"status": "failing" if reasons else "ok", "parts": parts, "reasons": reasons}
    response = JsonResponse(answer, status=503 if reasons else 200)
    # Who asks is told; the log need not hear of each time that a monitor asks.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
