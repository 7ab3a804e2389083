"""Clocks as pages show them: frozen values, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from twiza.clocks.models import Clock
from twiza.clocks.terms import kind_of, kinds
from twiza.plumbing.api import Page


@dataclass(frozen=True, slots=True)
class ClockView:
    """`state` is running, reminded, due, met or cancelled. `late_seconds`: since it was due, until it was met or now.

    `fired_late_seconds` is how late the worker itself was.
    """

    id: int
    reference: str
    kind: str
    words: Any
    owed_by: str
    subject: str
    due_at: datetime
    state: str
    late_seconds: int
    left_seconds: int
    rule_id: str
    rule_since: date | None
    ended_at: datetime | None
    fired_late_seconds: int

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def last_moment(self) -> datetime:
        """The last moment in time: what is due when a day is over is said to be due on that day, not on the next."""
        return self.due_at - timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many clocks of a kind are open, how many of them overdue, and the oldest of these."""

    kind: str
    words: Any
    owed_by: str
    open: int
    overdue: int
    oldest: datetime | None


def clocks_of(subjects: Iterable[str], *, now: datetime) -> dict[str, list[ClockView]]:
    """The clocks of each subject, the one due first before; each subject has its row, empty or not. One query.

    Clocks that were replaced by another are left out.
    """
    found: dict[str, list[ClockView]] = {subject: [] for subject in subjects}
    for row in Clock.objects.filter(subject__in=list(found)).exclude(how="replaced").order_by("due_at", "pk"):
        found[row.subject].append(view(row, now))
    return found


def clock_by_reference(reference: str, *, now: datetime) -> ClockView | None:
    row = Clock.objects.filter(reference=reference).first()
    return view(row, now) if row else None


def open_clocks(
    *,
    now: datetime,
    kind: str = "",
    owed_by: str = "",
    overdue: bool = False,
    after: int | None = None,
    page_size: int = 50,
) -> Page[ClockView]:
    """Open clocks, the one due first before; `after` is the id of the last one shown."""
    rows = _of(Clock.objects.filter(ended_at=None), kind, owed_by)
    if overdue:
        rows = rows.filter(due_at__lte=now)
    if after is not None and (last := Clock.objects.filter(pk=after).values_list("due_at", flat=True).first()):
        rows = rows.filter(Q(due_at__gt=last) | Q(due_at=last, pk__gt=after))
    found = list(rows.order_by("due_at", "pk")[: page_size + 1])
    more = found[page_size - 1].pk if len(found) > page_size else None
    return Page([view(row, now) for row in found[:page_size]], more)


def clock_counts(*, now: datetime) -> list[KindCount]:
    """One row a kind that was named or is open, whoever owes it first."""
    late = Q(due_at__lte=now)
    sums: dict[str, Any] = {
        row["kind"]: row
        for row in Clock.objects.filter(ended_at=None)
        .order_by()
        .values("kind")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=late), oldest=Min("due_at", filter=late))
    }
    codes = sorted({kind.code for kind in kinds()} | set(sums), key=lambda code: (kind_of(code).owed_by, code))
    return [_count(code, sums.get(code, {})) for code in codes]


def _count(code: str, sums: dict[str, Any]) -> KindCount:
    kind = kind_of(code)
    return KindCount(code, kind.words, kind.owed_by, sums.get("open", 0), sums.get("overdue", 0), sums.get("oldest"))


def _of(rows: QuerySet[Clock], kind: str, owed_by: str) -> QuerySet[Clock]:
    if kind:
        rows = rows.filter(kind=kind)
    if owed_by:
        rows = rows.filter(kind__in=[named.code for named in kinds() if named.owed_by == owed_by])
    return rows


def view(row: Clock, now: datetime) -> ClockView:
    kind, until = kind_of(row.kind), row.ended_at or now
    late = 0 if row.how == "cancelled" else max(0, int((until - row.due_at).total_seconds()))
    if row.ended_at is not None:
        state = "met" if row.how == "met" else "cancelled"
    elif row.due_at <= now:
        state = "due"
    else:
        state = "reminded" if row.steps else "running"
    return ClockView(
        id=row.pk,
        reference=row.reference,
        kind=row.kind,
        words=kind.words,
        owed_by=kind.owed_by,
        subject=row.subject,
        due_at=row.due_at,
        state=state,
        late_seconds=late,
        left_seconds=max(0, int((row.due_at - now).total_seconds())) if row.ended_at is None else 0,
        rule_id=row.rule_id,
        rule_since=row.rule_since,
        ended_at=row.ended_at,
        fired_late_seconds=int((row.fired_at - row.due_at).total_seconds()) if row.fired_at else 0,
    )


def open_references(references: Sequence[str]) -> set[str]:
    """Which of these clocks are open."""
    return set(Clock.objects.filter(reference__in=references, ended_at=None).values_list("reference", flat=True))
