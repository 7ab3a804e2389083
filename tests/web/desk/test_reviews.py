"""The desk looks at clusters and removes a review for a typed reason; nobody else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.ordering import a_carrier, only_part
from tests.make.reviews import a_review
from tests.make.settlement import a_settled_seller, an_order, receive
from tests.web.rooms import Row, walk_desk_room
from twiza.reviews import api as reviews
from twiza.reviews.models import Cluster, Review
from twiza.web.desk.reviews.urls import patterns


@pytest.fixture
def made(db, fatima):
    """Four reviews of five stars within minutes, from one device: two clusters."""
    a_carrier()
    moment = timezone.now() - timedelta(minutes=30)
    seller = a_settled_seller(fatima, {}, {}, {}, {}, now=moment)
    order = an_order({variant.pk: 1 for variant in seller.variants}, now=moment)
    receive(only_part(order), seller, now=moment)
    for n, line in enumerate(only_part(order).lines.all()):
        bought = reviews.line_of_order(order, line.pk)
        a_review(bought, network="n" * 16, device="d" * 16, text=f"Parfait {n}", now=moment + timedelta(minutes=n))
    assert reviews.find_clusters(now=timezone.now()) == 2
    return list(Cluster.objects.order_by("pk"))


def test_the_room_is_the_desks(made, nadia, brahim, fatima, youssef):
    review = Review.objects.earliest("pk")
    rows = {
        "reviews": Row(queries=8, size=30_000),
        "review": Row((review.pk,), queries=8, size=20_000),
        "review-remove": Row((review.pk,), button=True, post={"reason": "spam"}),
        "review-restore": Row((review.pk,), button=True),
        "reviews-clusters": Row(queries=7, size=20_000),
        "reviews-cluster": Row((made[0].pk,), queries=8, size=30_000),
        "reviews-settle": Row((made[0].pk,), button=True, post={"verdict": "made"}),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, fatima, youssef])


def test_the_desk_settles_removes_and_restores(made, nadia):
    client = Client()
    client.force_login(nadia)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as spent:
            assert client.get(address).status_code == 200
        return len(spent)

    listed = reverse("desk:reviews-clusters")
    assert cost(listed) == cost(f"{listed}?state=harmless")
    review = Review.objects.earliest("pk")
    client.post(reverse("desk:review-remove", args=(review.pk,)), {"reason": "unpleasant"})
    assert Review.objects.filter(status="removed").count() == 0
    client.post(reverse("desk:review-remove", args=(review.pk,)), {"reason": "insult"})
    assert Review.objects.filter(status="removed", reason="insult").count() == 1
    client.post(reverse("desk:review-restore", args=(review.pk,)))
    assert Review.objects.filter(status="removed").count() == 0
    settle = reverse("desk:reviews-settle", args=(made[0].pk,))
    client.post(settle, {"verdict": "harmless", "note": "Une famille."})
    client.post(settle, {"verdict": "made"})  # settled already: said, and nothing is removed
    assert Review.objects.filter(status="removed").count() == 0
    client.post(reverse("desk:reviews-settle", args=(made[1].pk,)), {"verdict": "made"})
    assert Review.objects.filter(status="removed", reason="made").count() == 4
    assert client.get(reverse("desk:reviews"), {"text": "Parfait 2", "state": "removed"}).status_code == 200
    assert client.get(reverse("desk:reviews"), {"after": "x"}).status_code == 404
    assert client.get(reverse("desk:reviews-cluster", args=(999_999,))).status_code == 404
