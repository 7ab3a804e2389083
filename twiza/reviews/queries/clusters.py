"""Clusters of reviews, for the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from twiza.kernel.refusals import NotFound
from twiza.people.api import Role, has_role
from twiza.reviews.models import Cluster
from twiza.reviews.queries.shown import number_of, review_views, shown_with
from twiza.reviews.queries.views import ClusterCard, Page, ReviewView
from twiza.reviews.states import ClusterStatus
from twiza.reviews.terms import ClusterKind


def clusters_for_desk(person: Any, *, status: str = "", after: str | None = None, page_size: int = 30) -> Page:
    """Newest first; NotFound for whoever is not of the desk. Two queries."""
    if not has_role(person, Role.DESK):
        raise NotFound()
    rows = Cluster.objects.select_related("cooperative").annotate(size=Count("members"))
    if status in ClusterStatus.values:
        rows = rows.filter(status=status)
    if after:
        rows = rows.filter(pk__lt=number_of(after))
    found = list(rows.order_by("-id")[: page_size + 1])
    shown = found[:page_size]
    return Page([_card(row) for row in shown], str(shown[-1].pk) if len(found) > page_size else None)


def cluster_card(cluster: Cluster) -> ClusterCard:
    return _card(Cluster.objects.select_related("cooperative").annotate(size=Count("members")).get(pk=cluster.pk))


def cluster_reviews(cluster: Cluster) -> list[ReviewView]:
    return review_views(shown_with().filter(pk__in=cluster.members.values("review")).order_by("pk"), whole=True)


def open_clusters() -> int:
    return Cluster.objects.filter(status=ClusterStatus.OPEN).count()


def _card(row: Any) -> ClusterCard:
    return ClusterCard(
        row.pk,
        row.cooperative.names,
        row.kind,
        ClusterKind(row.kind).label,
        row.stars,
        row.size,
        row.status,
        row.found_at,
        row.settled_at,
        row.note,
    )
