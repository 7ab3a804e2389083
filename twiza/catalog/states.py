from django.db import models

from twiza.kernel.states import StateTable, move

COOPERATIVE, DESK = "cooperative", "desk"


class Status(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


PRODUCT = StateTable(
    "product",
    start=Status.DRAFT,
    final=[],
    moves=[
        move("submit", [Status.DRAFT, Status.WITHDRAWN], Status.SUBMITTED, COOPERATIVE),
        move("publish", Status.SUBMITTED, Status.PUBLISHED, DESK, law="consumer.price_all_included"),
        move("send_back", Status.SUBMITTED, Status.DRAFT, DESK),
        move("take_back", Status.SUBMITTED, Status.DRAFT, COOPERATIVE),
        move("withdraw", Status.PUBLISHED, Status.WITHDRAWN, COOPERATIVE, DESK),
        move("show_again", Status.WITHDRAWN, Status.PUBLISHED, COOPERATIVE),
    ],
)
