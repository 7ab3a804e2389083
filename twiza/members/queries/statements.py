"""What each member's work brought her, month by month. A number of queries that does not grow with the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from twiza.members.models import MemberPayment, Part, Statement, WorkRecord
from twiza.members.queries.distributions import basis_rows, sold_rows, taken_rows
from twiza.members.queries.roster import cursor, member_card
from twiza.members.queries.views import (
    DayOfWork,
    EntryView,
    Listing,
    PaymentRow,
    StatementRow,
    StatementView,
)
from twiza.members.states import MEMBER, STATEMENT, TREASURER, StatementStatus
from twiza.members.terms.words import Fallback, SourceKind, Way

PAGE = 50


def statements_of_members(members: Sequence[int], *, most: int = 36) -> list[StatementRow]:
    """A member's own, the newest month first. One query."""
    rows = _with_sums().filter(member__in=list(members)).order_by("-month", "member__number")
    return [_row(row) for row in rows[:most]]


def statements_of(
    cooperative_id: int, month: date, *, status: str = "", after: str | None = None, page_size: int = PAGE
) -> Listing[StatementRow]:
    """A month's, by member number. Two queries."""
    rows = Statement.objects.filter(member__cooperative=cooperative_id, month=month)
    if status:
        rows = rows.filter(status=status)
    count = rows.count()
    found = _with_sums().filter(pk__in=rows.values("pk"))
    if (last := cursor(after)) is not None:
        found = found.filter(member__number__gt=last)
    listed = list(found.order_by("member__number")[: page_size + 1])
    shown = listed[:page_size]
    next_page = str(shown[-1].member.number) if len(listed) > page_size else None
    return Listing([_row(row) for row in shown], next_page, count)


def contested_of(cooperative_id: int, *, most: int = 50) -> list[StatementRow]:
    """What members contest and nobody has answered. One query."""
    rows = _with_sums().filter(member__cooperative=cooperative_id, status=StatementStatus.CONTESTED)
    return [_row(row) for row in rows.order_by("said_at")[:most]]


def contested_everywhere(*, most: int = 100) -> list[tuple[int, StatementRow]]:
    """For the desk: (cooperative, statement), the longest contested first. One query."""
    rows = _with_sums().filter(status=StatementStatus.CONTESTED).order_by("said_at")
    return [(row.member.cooperative_id, _row(row)) for row in rows[:most]]


def months_of(cooperative_id: int) -> list[date]:
    """The months that have statements, the newest first."""
    rows = Statement.objects.filter(member__cooperative=cooperative_id).order_by("-month")
    return list(rows.values_list("month", flat=True).distinct()[:60])


def _with_sums() -> Any:
    sums = {
        "centimes": Coalesce(Sum("parts__centimes"), 0),
        "unpaid": Coalesce(Sum("parts__centimes", filter=Q(parts__payment=None)), 0),
    }
    return Statement.objects.select_related("member").annotate(**sums)


def _row(row: Statement) -> StatementRow:
    return StatementRow(
        row.pk,
        row.month,
        member_card(row.member),
        row.status,
        row.centimes,  # type: ignore[attr-defined]
        row.unpaid,  # type: ignore[attr-defined]
        row.words,
    )


def statement_view(statement: Statement) -> StatementView:
    return statement_views([statement.pk])[0]


def statement_views(ids: Iterable[int]) -> list[StatementView]:
    """Whole statements, in the order of members' numbers. Six queries for any number of them."""
    rows = list(
        Statement.objects.filter(pk__in=list(ids))
        .select_related("member__cooperative")
        .order_by("-month", "member__number")
    )
    parts: dict[int, list[Part]] = defaultdict(list)
    every = Part.objects.filter(statement__in=[row.pk for row in rows])
    for part in every.select_related("distribution", "payment").order_by("distribution_id"):
        parts[part.statement_id].append(part)
    payments = _payments({part.payment_id for each in parts.values() for part in each if part.payment_id})
    members = {row.member_id for row in rows}
    advances = dict(
        MemberPayment.objects.filter(member__in=members, is_advance=True, settled_by=None)
        .order_by()
        .values_list("member")
        .annotate(sum=Sum("centimes"))
    )
    days = _days([part for each in parts.values() for part in each])
    return [_view(row, parts[row.pk], payments, advances.get(row.member_id, 0), days) for row in rows]


def _view(
    row: Statement,
    parts: list[Part],
    payments: dict[int, PaymentRow],
    advances: int,
    days: dict[int, list[DayOfWork]],
) -> StatementView:
    entries = [_entry(part) for part in parts]
    paid = sum(part.centimes for part in parts if part.payment_id)
    total = sum(part.centimes for part in parts)
    periods = {(entry.starts_on, entry.ends_on) for entry in entries}
    cooperative = row.member.cooperative
    return StatementView(
        id=row.pk,
        month=row.month,
        member=member_card(row.member),
        cooperative_id=cooperative.pk,
        cooperative_names=cooperative.names,
        status=row.status,
        words=row.words,
        answer=row.answer,
        said_at=row.said_at,
        answered_at=row.answered_at,
        entries=entries,
        payments=[payments[pk] for pk in sorted({part.payment_id for part in parts if part.payment_id})],
        days=[day for day in days.get(row.member_id, []) if any(a <= day.day <= b for a, b in periods)],
        centimes=total,
        paid_centimes=paid,
        unpaid_centimes=total - paid,
        open_advances_centimes=advances,
        member_verbs=STATEMENT.open_to(row.status, MEMBER),
        team_verbs=STATEMENT.open_to(row.status, TREASURER),
        is_sample=cooperative.is_sample,
    )


def _entry(part: Part) -> EntryView:
    whole = part.distribution
    return EntryView(
        whole.pk,
        whole.kind,
        SourceKind(whole.kind).label,
        whole.day,
        whole.starts_on,
        whole.ends_on,
        sold_rows(whole),
        taken_rows(whole),
        whole.amount_centimes,
        whole.cooperative_centimes,
        Fallback(whole.fallback).label if whole.fallback else "",
        basis_rows(whole, part.basis),
        part.centimes,
        part.payment.day if part.payment else None,
    )


def _payments(ids: set[int]) -> dict[int, PaymentRow]:
    """Each payment with the advances it settled: what it paid of parts is the sum of both."""
    rows = MemberPayment.objects.filter(pk__in=ids).annotate(less=Coalesce(Sum("advances__centimes"), 0))
    return {
        row.pk: PaymentRow(row.day, Way(row.way).label, row.centimes + row.less, row.less, row.centimes) for row in rows
    }


def _days(parts: list[Part]) -> dict[int, list[DayOfWork]]:
    """What these members did in the periods of these parts, day by day, corrections counted in. One query."""
    if not parts:
        return {}
    first = min(part.distribution.starts_on for part in parts)
    last = max(part.distribution.ends_on for part in parts)
    rows = (
        WorkRecord.objects.filter(member__in={part.member_id for part in parts}, day__range=(first, last))
        .order_by("day", "kind", "what")
        .values_list("member", "day", "kind", "what", "unit")
        .annotate(much=Sum("measure"), worth=Coalesce(Sum("value_centimes"), 0))
    )
    found: dict[int, list[DayOfWork]] = defaultdict(list)
    for member, day, kind, what, unit, much, worth in rows:
        if much:
            found[member].append(DayOfWork(day, kind, what, much, unit, worth))
    return found
