"""Which lines of an order may be reviewed now, and why not the others."""

from __future__ import annotations

from datetime import datetime, timedelta

from twiza.cooperatives.api import cooperatives_of
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering.api import LineStatus, Order, OrderLine, Status
from twiza.reviews.models import Review
from twiza.reviews.queries.shown import review_views, shown_with
from twiza.reviews.queries.views import LineToReview
from twiza.reviews.states import ReviewStatus
from twiza.reviews.terms import WhyNot


def may_review(order: Order, *, now: datetime) -> list[LineToReview]:
    """Every line of an order that the caller was let in to (as its buyer, or by its link), in the order's order.

    A line is reviewed once, after it was received, as long as `house.review_write_days` says. Five queries at most.
    """
    lines = list(OrderLine.objects.filter(part__order=order).select_related("part").order_by("part_id", "pk"))
    written = {view.line_id: view for view in review_views(shown_with().filter(line__in=lines))}
    own = {m.cooperative_id for m in cooperatives_of(order.person)} if order.person else set()
    return [_line(line, written.get(line.pk), own, now) for line in lines]


def _line(line: OrderLine, mine, own: set[int], now: datetime) -> LineToReview:  # type: ignore[no-untyped-def]
    why = why_not(line, own=own, written=mine is not None, now=now)
    edit_until = mine and mine.written_at + timedelta(days=edit_days(mine.written_at))
    return LineToReview(
        line_id=line.pk,
        part_number=line.part.number,
        slug=line.slug,
        names=line.names,
        may=not why,
        until=day_of(line.part.ended_at + write_time(line)) if not why and line.part.ended_at else None,
        why_not=why,
        words=WhyNot(why).label if why else "",
        mine=mine,
        may_edit=bool(mine) and not mine.is_removed and now <= edit_until,
        edit_until=day_of(edit_until) if edit_until else None,
    )


def why_not(line: OrderLine, *, own: set[int], written: bool, now: datetime) -> str:
    """A code of WhyNot, or "" where it may be reviewed."""
    part = line.part
    if written:
        return WhyNot.WRITTEN
    if line.status == LineStatus.DECLINED:
        return WhyNot.DECLINED
    if part.status != Status.DELIVERED or part.ended_at is None:
        return WhyNot.NOT_RECEIVED
    if part.cooperative_id in own:
        return WhyNot.OWN_GOODS
    return WhyNot.TOO_LATE if now > part.ended_at + write_time(line) else ""


def write_time(line: OrderLine) -> timedelta:
    received = line.part.ended_at
    assert received is not None
    return timedelta(days=rule("house.review_write_days", on=day_of(received)).value)


def edit_days(written_at: datetime) -> int:
    """`house.review_edit_days` as it stood when the review was written."""
    return int(rule("house.review_edit_days", on=day_of(written_at)).value)


def still_editable(review: Review, now: datetime) -> bool:
    return review.status == ReviewStatus.SHOWN and now <= review.written_at + timedelta(
        days=edit_days(review.written_at)
    )
