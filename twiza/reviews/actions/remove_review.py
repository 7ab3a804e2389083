from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.plumbing.api import announce
from twiza.reviews.actions.keep_summary import keep_summary
from twiza.reviews.facts import ReviewRemoved
from twiza.reviews.models import Review
from twiza.reviews.states import BUYER, DESK, REVIEW
from twiza.reviews.terms import NotYourReason, RemovalReason, UnknownRemovalReason


@transaction.atomic
def remove_review(*, review: Review, reason: str, now: datetime, by: Any) -> None:
    """The desk takes a review down for a reason of the public list; reason and day stay in its place, for all to read.

    Refuses: UnknownRemovalReason, NotYourReason (taking back is its author's), MoveRefused (removed already).
    """
    if reason not in RemovalReason.values:
        raise UnknownRemovalReason()
    if reason == RemovalReason.BY_AUTHOR:
        raise NotYourReason()
    _remove(review, reason, now, DESK, by)


@transaction.atomic
def take_back_review(*, review: Review, now: datetime, by: Any = None) -> None:
    """Its author takes it back, whenever she likes; a stub says so. She can't write another. Refuses: MoveRefused."""
    _remove(review, RemovalReason.BY_AUTHOR, now, BUYER, by)


@transaction.atomic
def restore_review(*, review: Review, by: Any) -> None:
    """The desk was wrong: it stands there again. What its author took back stays away. Refuses: MoveRefused."""
    if review.reason == RemovalReason.BY_AUTHOR:
        raise NotYourReason()
    REVIEW.apply(review, "restore", by=DESK, actor=by, reason="", removed_at=None)
    keep_summary(review.product_id, added=review.stars, removed=-1)


def _remove(review: Review, reason: str, now: datetime, who: str, actor: Any) -> None:
    REVIEW.apply(review, "remove", by=who, actor=actor, reason=reason, removed_at=now)
    review.refresh_from_db(fields=["stars"])
    keep_summary(review.product_id, gone=review.stars, removed=1)
    announce(ReviewRemoved(review_id=review.pk))
