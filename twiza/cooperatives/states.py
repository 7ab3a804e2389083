from django.db import models

from twiza.kernel.states import StateTable, move

DESK, MANAGER = "desk", "manager"


class Status(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REFUSED = "refused"
    SUSPENDED = "suspended"


COOPERATIVE = StateTable(
    "cooperative",
    start=Status.DRAFT,
    final=[],
    moves=[
        move("submit", [Status.DRAFT, Status.REFUSED], Status.SUBMITTED, MANAGER, law="trade.cooperative_mentions"),
        move("verify", Status.SUBMITTED, Status.VERIFIED, DESK, law="trade.cooperative_mentions"),
        move("refuse", Status.SUBMITTED, Status.REFUSED, DESK),
        move("suspend", Status.VERIFIED, Status.SUSPENDED, DESK),
        move("reinstate", Status.SUSPENDED, Status.VERIFIED, DESK),
    ],
)
