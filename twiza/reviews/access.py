"""Whose review it is. A stranger is told that it does not exist."""

from __future__ import annotations

from typing import Any

from twiza.kernel.refusals import NotFound
from twiza.ordering.api import Order, OrderLine
from twiza.people.api import Role, has_role
from twiza.reviews.models import Cluster, Review


def line_of_order(order: Order, line_id: int) -> OrderLine:
    """A line of an order that the caller was already let in to."""
    return _found(
        OrderLine.objects.select_related("part__order", "variant").filter(pk=line_id, part__order=order).first()
    )


def review_of_order(order: Order, line_id: int) -> Review:
    """The review of a line of an order that the caller was already let in to."""
    reviews = Review.objects.select_related("line__part__order")
    return _found(reviews.filter(line=line_id, line__part__order=order).first())


def review_of_cooperative(cooperative_id: int, review_id: int) -> Review:
    """A review of a cooperative's goods, whose team the caller was already let in to."""
    reviews = Review.objects.select_related("line__part__order", "answer")
    return _found(reviews.filter(cooperative=cooperative_id, pk=review_id).first())


def review_for_desk(person: Any, review_id: int) -> Review:
    _desk(person)
    return _found(Review.objects.select_related("line__part__order").filter(pk=review_id).first())


def cluster_for_desk(person: Any, cluster_id: int) -> Cluster:
    _desk(person)
    return _found(Cluster.objects.filter(pk=cluster_id).first())


def _desk(person: Any) -> None:
    if not has_role(person, Role.DESK):
        raise NotFound()


def _found(row: Any) -> Any:
    if row is None:
        raise NotFound()
    return row
