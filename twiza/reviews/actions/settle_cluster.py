from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.reviews.actions.remove_review import remove_review
from twiza.reviews.models import Cluster, Review
from twiza.reviews.states import CLUSTER, DESK, ReviewStatus
from twiza.reviews.terms import RemovalReason


@transaction.atomic
def settle_cluster(*, cluster: Cluster, made: bool, now: datetime, by: Any, note: str = "") -> None:
    """The desk has looked: the reviews are honest, or were made up and are each removed for that reason.

    Refuses: MoveRefused (settled meanwhile).
    """
    note = note.strip().replace("\x00", "")[:300]
    CLUSTER.apply(
        cluster, "find_made" if made else "clear", by=DESK, actor=by, settled_at=now, settled_by=by, note=note
    )
    if made:
        shown = Review.objects.filter(status=ReviewStatus.SHOWN, pk__in=cluster.members.values("review"))
        for review in shown:
            remove_review(review=review, reason=RemovalReason.MADE, now=now, by=by)
