"""Clocks for tests: a kind of their own, and a tick."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from twiza.clocks.api import Clock, name_kind, start_clock

KIND = name_kind("tests.promise", "Promise of a test", owed_by="cooperative")
REFUND = name_kind("tests.refund", "Refund of a test", owed_by="platform")


def a_clock(reference: str = "tests:1", *, now: datetime, due_in: timedelta = timedelta(days=2), **more: Any) -> Clock:
    """Running, due in two days, of the subject `part:TW-1`."""
    given: dict[str, Any] = {"kind": KIND, "subject": "part:TW-1", "due_at": now + due_in} | more
    return start_clock(reference=reference, now=now, **given)
