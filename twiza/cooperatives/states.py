from django.db import models

from twiza.kernel.states import StateTable, move

DESK, MANAGER = "desk", "manager"


class Status(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REFUSED = "refused"
    SUSPENDED = "suspended"


# What art. 12 of law 112-12 demands changes only by way of the desk: `amend` writes the new papers and sends
# the cooperative back to be checked. Until then its page and products stay visible, and it takes no orders.
COOPERATIVE = StateTable(
    "cooperative",
    start=Status.DRAFT,
    final=[],
    moves=[
        move("submit", [Status.DRAFT, Status.REFUSED], Status.SUBMITTED, MANAGER, law="trade.cooperative_mentions"),
        move("amend", Status.VERIFIED, Status.SUBMITTED, MANAGER, law="trade.cooperative_mentions"),
        move("verify", Status.SUBMITTED, Status.VERIFIED, DESK, law="trade.cooperative_mentions"),
        move("refuse", Status.SUBMITTED, Status.REFUSED, DESK),
        move("suspend", Status.VERIFIED, Status.SUSPENDED, DESK),
        move("reinstate", Status.SUSPENDED, Status.VERIFIED, DESK),
    ],
)
