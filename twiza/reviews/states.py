"""What can become of a review, and of a cluster of reviews that look made."""

from django.db import models

from twiza.kernel.states import StateTable, move

BUYER, DESK = "buyer", "desk"


class ReviewStatus(models.TextChoices):
    SHOWN = "shown"
    REMOVED = "removed"


class ClusterStatus(models.TextChoices):
    OPEN = "open"
    HARMLESS = "harmless"
    MADE = "made"


REVIEW = StateTable(
    "review",
    start=ReviewStatus.SHOWN,
    final=[],
    moves=[
        move("remove", ReviewStatus.SHOWN, ReviewStatus.REMOVED, BUYER, DESK, law="house.reviews"),
        move("restore", ReviewStatus.REMOVED, ReviewStatus.SHOWN, DESK),
    ],
)

CLUSTER = StateTable(
    "review_cluster",
    start=ClusterStatus.OPEN,
    final=[ClusterStatus.HARMLESS, ClusterStatus.MADE],
    moves=[
        move("clear", ClusterStatus.OPEN, ClusterStatus.HARMLESS, DESK),
        move("find_made", ClusterStatus.OPEN, ClusterStatus.MADE, DESK),
    ],
)
