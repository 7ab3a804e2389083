from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.kernel.text import fold
from twiza.law.api import rule
from twiza.plumbing.api import announce
from twiza.reviews.facts import ReviewsSuspected
from twiza.reviews.models import Cluster, ClusterReview, Review
from twiza.reviews.states import ClusterStatus, ReviewStatus
from twiza.reviews.terms import ClusterKind

LOOKED_BACK, HOUR = timedelta(days=2), timedelta(hours=1)
FIVE = 5
WORDS = 3  # shorter texts ("très bien") are alike by chance


@transaction.atomic
def find_clusters(*, now: datetime) -> int:
    """Reviews of the last two days that look made become clusters for the desk; returns how many are new.

    Suspect are, for one cooperative: `house.review_cluster_size` reviews of five stars within one hour from one
    device or network, or of the same words; `house.review_mass_size` of equal stars within one hour from anywhere.
    Nothing is hidden. A review is in one cluster of a kind, so running it again adds only what is new.
    """
    least = rule("house.review_cluster_size", on=day_of(now)).value
    mass = rule("house.review_mass_size", on=day_of(now)).value
    rows = Review.objects.filter(written_at__gt=now - LOOKED_BACK, status=ReviewStatus.SHOWN).order_by("written_at")
    groups: dict[tuple[str, int, int, str], list[Review]] = defaultdict(list)
    for review in rows:
        for kind, trace in _traces(review):
            groups[kind, review.cooperative_id, review.stars, trace].append(review)
    found = 0
    known = _known(review.pk for reviews in groups.values() for review in reviews)
    for (kind, cooperative_id, stars, _trace), reviews in groups.items():
        for burst in bursts(reviews, mass if kind == ClusterKind.MASS else least):
            found += _keep(kind, cooperative_id, stars, burst, known, now)
    return found


def _traces(review: Review) -> Iterator[tuple[str, str]]:
    yield ClusterKind.MASS, ""
    if review.stars != FIVE:
        return
    if review.device:
        yield ClusterKind.DEVICE, review.device
    if review.network:
        yield ClusterKind.NETWORK, review.network
    words = fold(review.text)
    if len(words.split()) > WORDS:
        yield ClusterKind.TEXT, words


def bursts(reviews: list[Review], least: int) -> Iterator[list[Review]]:
    """Runs of at least `least` reviews, each with as many others within one hour; the longest runs, no overlap."""
    inside = [False] * len(reviews)
    start = 0
    for end in range(len(reviews)):
        while reviews[end].written_at - reviews[start].written_at > HOUR:
            start += 1
        if end - start + 1 >= least:
            inside[start : end + 1] = [True] * (end - start + 1)
    run: list[Review] = []
    for review, belongs in zip(reviews, inside, strict=True):
        if belongs:
            run.append(review)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _known(ids: Iterable[int]) -> dict[tuple[str, int], Cluster]:
    rows = ClusterReview.objects.filter(review__in=set(ids)).select_related("cluster")
    return {(row.kind, row.review_id): row.cluster for row in rows}


def _keep(
    kind: str,
    cooperative_id: int,
    stars: int,
    burst: list[Review],
    known: dict[tuple[str, int], Cluster],
    now: datetime,
) -> int:
    """One more cluster, or one that grew; 0 where it was known."""
    fresh = [review for review in burst if (kind, review.pk) not in known]
    if not fresh:
        return 0
    of = (known[kind, review.pk] for review in burst if (kind, review.pk) in known)
    grown = next((cluster for cluster in of if cluster.status == ClusterStatus.OPEN), None)
    cluster = grown or Cluster.objects.create(cooperative_id=cooperative_id, kind=kind, stars=stars, found_at=now)
    for review in fresh:
        ClusterReview.objects.create(cluster=cluster, review=review, kind=kind)
        known[kind, review.pk] = cluster
    if grown:
        return 0
    announce(ReviewsSuspected(cluster_id=cluster.pk))
    return 1
