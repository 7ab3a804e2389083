"""What reviews do when something happened; each may run twice."""

from __future__ import annotations

from twiza.reviews import messages
from twiza.reviews.facts import ReviewAnswered, ReviewRemoved
from twiza.reviews.models import Review


def tell_answered(fact: ReviewAnswered) -> None:
    messages.review_answered(_review(fact.review_id))


def tell_removed(fact: ReviewRemoved) -> None:
    messages.review_removed(_review(fact.review_id))


def _review(review_id: int) -> Review:
    return Review.objects.select_related("line__part__order").get(pk=review_id)
