"""An association's own figures: a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from statistics import median_low
from typing import Any

from django.db.models import Count, Q, Sum

from twiza.kernel.periods import day_of
from twiza.mediation.models import Agreement, Association, Case, Proposal, Publication, Recall, Term
from twiza.mediation.queries.cases import problem_words
from twiza.mediation.queries.moments import end_of, start_of
from twiza.mediation.queries.views import Count as Row
from twiza.mediation.queries.views import Figures
from twiza.mediation.states import AgreementStatus, CaseStatus
from twiza.mediation.terms.words import Origin, Outcome


def figures_of(association: Association, *, starts_on: date, ends_on: date, now: datetime) -> Figures:
    """Cases opened and ended in the period, how, and how long they took; what recalls and publications reached."""
    span = (start_of(starts_on), end_of(ends_on))
    cases = Case.objects.filter(association=association)
    opened = cases.filter(opened_at__gte=span[0], opened_at__lt=span[1])
    closed = cases.filter(closed_at__gte=span[0], closed_at__lt=span[1])
    standing = cases.exclude(status=CaseStatus.CLOSED).aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(status=CaseStatus.NEW, look_by__lt=now))
    )
    kinds = _counted(opened, "problem")
    ways = _counted(opened, "origin")
    ends = _counted(closed, "outcome")
    days = sorted(
        (day_of(end) - day_of(start)).days for start, end in closed.values_list("opened_at", "closed_at") if end
    )
    agreed = Agreement.objects.filter(case__association=association, reached_at__gte=span[0], reached_at__lt=span[1])
    agreements = agreed.aggregate(all=Count("pk"), done=Count("pk", filter=Q(status=AgreementStatus.DONE)))
    given = Term.objects.filter(
        proposal__case__association=association, refund__isnull=False, done_at__gte=span[0], done_at__lt=span[1]
    )
    recalls = Recall.objects.filter(association=association, told_at__gte=span[0], told_at__lt=span[1])
    reach = recalls.aggregate(all=Count("pk"), told=Sum("told", default=0))
    return Figures(
        starts_on=starts_on,
        ends_on=ends_on,
        opened=sum(kinds.values()),
        closed=sum(ends.values()),
        open_now=standing["open"],
        late_now=standing["late"],
        by_problem=_rows(sorted(kinds, key=lambda code: (-kinds[code], code)), kinds, problem_words),
        by_origin=_rows(Origin.values, ways, lambda code: Origin(code).label),
        by_outcome=_rows(Outcome.values, ends, lambda code: Outcome(code).label),
        median_days=median_low(days) if days else None,
        slowest_days=days[-1] if days else None,
        proposals=Proposal.objects.filter(case__association=association, at__gte=span[0], at__lt=span[1]).count(),
        agreements=agreements["all"],
        carried_out=agreements["done"],
        given_back_centimes=given.aggregate(sum=Sum("centimes", default=0))["sum"],
        recalls=reach["all"],
        buyers_reached=reach["told"],
        publications=Publication.objects.filter(
            association=association, published_at__gte=span[0], published_at__lt=span[1]
        ).count(),
    )


def _counted(rows: Any, column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(n=Count("pk")))


def _rows(codes: Iterable[str], counts: dict[str, int], words: Any) -> tuple[Row, ...]:
    return tuple(Row(code, words(code), counts[code]) for code in codes if counts.get(code))
