"""Reports about the market."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, prefetch_related_objects

from twiza.complaints.models import Report
from twiza.complaints.queries.complaints import evidence_view
from twiza.complaints.queries.views import ReportView
from twiza.complaints.states import ReportStatus
from twiza.complaints.terms.tree import Problem, problems
from twiza.complaints.terms.words import REPORT_WORDS, ROUTE_WORDS, ReportOutcome, ReportSubject
from twiza.ordering.api import Page
from twiza.people.api import person_cards


def report_problems() -> tuple[Problem, ...]:
    return tuple(problem for problem in problems().problems.values() if problem.report)


def outside_problems() -> tuple[Problem, ...]:
    return tuple(problem for problem in problems().problems.values() if problem.outside)


def report_view(report: Report, *, now: datetime) -> ReportView:
    return _views([report], now)[0]


def reports(*, statuses: Sequence[str] = (), now: datetime, after: int | None = None, page_size: int = 30) -> Page:
    """The newest first."""
    rows = Report.objects.order_by("-pk")
    if statuses:
        rows = rows.filter(status__in=statuses)
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    views = _views(list(rows[: page_size + 1]), now)
    return Page(tuple(views[:page_size]), count, views[page_size - 1].report_id if len(views) > page_size else None)


def report_counts() -> dict[str, int]:
    """How many stand in each state."""
    return dict(Report.objects.order_by().values_list("status").annotate(n=Count("pk")))


def _views(rows: Sequence[Report], now: datetime) -> list[ReportView]:
    prefetch_related_objects(list(rows), "evidence__file")
    names = {p: card.name for p, card in person_cards({r.settled_by_id for r in rows if r.settled_by_id}).items()}
    return [_view(report, names.get(report.settled_by_id or 0, ""), now) for report in rows]


def _view(report: Report, settled_by: str, now: datetime) -> ReportView:
    return ReportView(
        report_id=report.pk,
        number=report.number,
        about=report.about,
        about_words=ReportSubject(report.about).label,
        subject=report.subject,
        words=report.words,
        cooperative_id=report.cooperative_id,
        product_id=report.product_id,
        problem=report.problem,
        problem_words=problems().problem(report.problem).words,
        route=report.route,
        route_words=ROUTE_WORDS[report.route],
        text=report.text,
        anonymous=report.person_id is None and not report.contact,
        contact=report.contact,
        status=report.status,
        status_words=REPORT_WORDS[report.status],
        outcome=report.outcome,
        outcome_words=ReportOutcome(report.outcome).label if report.outcome else "",
        note=report.note,
        answer_by=report.answer_by,
        late=report.status == ReportStatus.FILED and now > report.answer_by,
        filed_at=report.filed_at,
        settled_at=report.settled_at,
        settled_by=settled_by,
        evidence=tuple(evidence_view(row) for row in report.evidence.all()),
    )
