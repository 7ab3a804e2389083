"""Complaints in lists, counts and figures: a fixed number of queries, however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from twiza.complaints.models import Answer, Complaint, ComplaintLine
from twiza.complaints.queries.complaints import in_time
from twiza.complaints.queries.views import ComplaintCard, ComplaintCounts, ComplaintFigure
from twiza.complaints.states import Status
from twiza.complaints.terms.tree import problems
from twiza.complaints.terms.words import STATUS_WORDS, Level, Outcome
from twiza.cooperatives.api import sellers_of
from twiza.kernel.periods import day_of
from twiza.ordering.api import Page


def complaints_of_cooperative(
    cooperative_id: int,
    *,
    statuses: Sequence[str] = (),
    now: datetime,
    after: int | None = None,
    page_size: int = 30,
) -> Page:
    """The newest first."""
    rows = Complaint.objects.filter(cooperative=cooperative_id)
    return _page(rows.filter(status__in=statuses) if statuses else rows, now, after, page_size)


def complaints_for_desk(
    *,
    statuses: Sequence[str] = (),
    levels: Sequence[str] = (),
    cooperative_id: int | None = None,
    problem: str = "",
    text: str = "",
    now: datetime,
    after: int | None = None,
    page_size: int = 30,
) -> Page:
    """`text` is part of a complaint's, a part's or an order's number."""
    rows = Complaint.objects.all()
    if statuses:
        rows = rows.filter(status__in=statuses)
    if levels:
        rows = rows.filter(level__in=levels)
    if cooperative_id is not None:
        rows = rows.filter(cooperative=cooperative_id)
    if problem:
        rows = rows.filter(problem=problem)
    if text := text.strip():
        rows = rows.filter(
            Q(number__icontains=text) | Q(part__number__icontains=text) | Q(part__order__number__icontains=text)
        )
    return _page(rows, now, after, page_size)


def complaints_of_person(person: Any, *, now: datetime, after: int | None = None, page_size: int = 30) -> Page:
    """Of her own orders; nobody's for somebody who is not signed in."""
    if not person.is_authenticated:
        return Page((), 0, None)
    return _page(Complaint.objects.filter(person=person.pk), now, after, page_size)


def complaints_of_orders(order_ids: Iterable[int], *, now: datetime) -> dict[int, list[ComplaintCard]]:
    """By order id, the oldest first."""
    rows = Complaint.objects.filter(part__order__in=list(order_ids)).order_by("pk")
    found: dict[int, list[ComplaintCard]] = defaultdict(list)
    for complaint, card in _cards(rows, now):
        found[complaint.part.order_id].append(card)
    return dict(found)


def complaints_of_parts(part_ids: Iterable[int], *, now: datetime) -> dict[int, list[ComplaintCard]]:
    """By part id, the oldest first."""
    rows = Complaint.objects.filter(part__in=list(part_ids)).order_by("pk")
    found: dict[int, list[ComplaintCard]] = defaultdict(list)
    for complaint, card in _cards(rows, now):
        found[complaint.part_id].append(card)
    return dict(found)


def complaint_counts(*, cooperative_id: int | None = None, now: datetime) -> ComplaintCounts:
    """One query. `late`: those whose answer is overdue."""
    rows = Complaint.objects.all() if cooperative_id is None else Complaint.objects.filter(cooperative=cooperative_id)
    counted = rows.aggregate(
        late=Count("pk", filter=Q(status__in=["open", "escalated"], first_answered_at=None, due_at__lt=now)),
        **{status: Count("pk", filter=Q(status=status)) for status in Status.values},
    )
    return ComplaintCounts(**counted)


def complaint_figures(*, since: date, until: date, now: datetime) -> list[ComplaintFigure]:
    """Those opened from `since` to `until`, both in it, as figures: samples too, marked."""
    rows = Complaint.objects.filter(opened_at__date__gte=since, opened_at__date__lte=until).order_by("pk")
    rows = rows.select_related("part__order").prefetch_related("lines", "answers__refund")
    return [_figure(complaint, now) for complaint in rows]


def complaints_by_product(*, since: datetime, until: datetime) -> dict[tuple[int, str], int]:
    """{(product id, problem): complaints opened then}, for alerts."""
    rows = ComplaintLine.objects.filter(complaint__opened_at__gte=since, complaint__opened_at__lt=until).order_by()
    return {
        (row["product_id_sold"], row["problem"]): row["n"]
        for row in rows.values("product_id_sold", "problem").annotate(n=Count("complaint", distinct=True))
    }


def complaints_by_cooperative(*, since: datetime, until: datetime) -> dict[tuple[int, str], int]:
    """{(cooperative id, problem): complaints opened then}, for alerts."""
    rows = Complaint.objects.filter(opened_at__gte=since, opened_at__lt=until).order_by()
    return {
        (row["cooperative_id"], row["problem"]): row["n"]
        for row in rows.values("cooperative_id", "problem").annotate(n=Count("pk"))
    }


def _page(rows: QuerySet[Complaint], now: datetime, after: int | None, page_size: int) -> Page:
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    cards = [card for _complaint, card in _cards(rows.order_by("-pk")[: page_size + 1], now)]
    return Page(tuple(cards[:page_size]), count, cards[page_size - 1].complaint_id if len(cards) > page_size else None)


def _cards(rows: QuerySet[Complaint], now: datetime) -> list[tuple[Complaint, ComplaintCard]]:
    lines = Prefetch("lines", queryset=ComplaintLine.objects.select_related("line"))
    graded = Prefetch("answers", queryset=Answer.objects.order_by("pk").only("grade", "complaint_id"))
    found = list(rows.select_related("part__order").prefetch_related(lines, graded))
    houses = sellers_of({complaint.cooperative_id for complaint in found}, on=day_of(now))
    slugs = {house_id: seller.slug for house_id, seller in houses.items()}
    return [(complaint, _card(complaint, slugs.get(complaint.cooperative_id, ""), now)) for complaint in found]


def _card(complaint: Complaint, slug: str, now: datetime) -> ComplaintCard:
    lines, answers = list(complaint.lines.all()), list(complaint.answers.all())
    waits = complaint.status == Status.OPEN or (complaint.status == Status.ESCALATED and not answers)
    due = complaint.due_at if waits else None
    return ComplaintCard(
        complaint_id=complaint.pk,
        number=complaint.number,
        subject=complaint.subject,
        order_number=complaint.part.order.number,
        part_number=complaint.part.number,
        cooperative_id=complaint.cooperative_id,
        cooperative_slug=slug,
        cooperative_names=complaint.part.seller["names"],
        buyer_name=complaint.part.order.name,
        problem=complaint.problem,
        problem_words=problems().problem(complaint.problem).words,
        wish=complaint.wish,
        wish_words=problems().wishes[complaint.wish].words,
        status=complaint.status,
        status_words=STATUS_WORDS[complaint.status],
        level=complaint.level,
        level_words=Level(complaint.level).label,
        first_names=lines[0].line.names if lines else {},
        lines=len(lines),
        stake=complaint.stake_centimes,
        opened_at=complaint.opened_at,
        due_at=due,
        late=due is not None and due < now,
        outcome=complaint.outcome,
        outcome_words=Outcome(complaint.outcome).label if complaint.outcome else "",
        grade=answers[-1].grade if answers else "",
        is_sample=complaint.is_sample,
    )


def _figure(complaint: Complaint, now: datetime) -> ComplaintFigure:
    first = complaint.first_answered_at
    return ComplaintFigure(
        opened_on=day_of(complaint.opened_at),
        closed_on=day_of(complaint.closed_at) if complaint.closed_at else None,
        problem=complaint.problem,
        route=complaint.route,
        channel=complaint.channel,
        level=complaint.level,
        status=complaint.status,
        outcome=complaint.outcome,
        in_time=in_time(complaint, now),
        answer_hours=int((first - complaint.opened_at).total_seconds() // 3600) if first else None,
        cooperative_id=complaint.cooperative_id,
        commune_code=complaint.part.order.commune_id,
        product_ids=tuple(line.product_id_sold for line in complaint.lines.all()),
        stake=complaint.stake_centimes,
        refunded=sum(a.refund.amount_centimes for a in complaint.answers.all() if a.refund),
        is_sample=complaint.is_sample,
    )


def refunded_by_complaints(part_id: int) -> int:
    """What the answers to complaints gave back of one part, in centimes."""
    rows = Answer.objects.filter(complaint__part=part_id, refund__isnull=False)
    return rows.aggregate(n=Sum("refund__amount_centimes"))["n"] or 0
