"""What an address narrows a page to: the days of a report, the cursor of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest

MONTHS = 6
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Span:
    """Both days are in it."""

    since: date
    until: date

    @property
    def query(self) -> str:
        return f"since={self.since}&until={self.until}"


def span_of(request: HttpRequest, *, today: date) -> Span:
    """What the address asks for; else the last six months. At most three years, never backwards."""
    until = _day(request, "until") or today
    first = (until.replace(day=1) - timedelta(days=31 * (MONTHS - 1) - 15)).replace(day=1)
    since = _day(request, "since") or first
    since = min(since, until)
    return Span(max(since, until - LONGEST), until)


def end_of_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def after_of(request: HttpRequest) -> int | None:
    """The keyset cursor of the address, or None where it is nothing of ours."""
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None
