from django.db import models

from twiza.kernel.states import StateTable, move

DESK, SYSTEM, BANK = "desk", "system", "bank"


class Status(models.TextChoices):
    WAITING = "waiting"
    PARKED = "parked"
    RELEASED = "released"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"


class BatchStatus(models.TextChoices):
    COMPOSED = "composed"
    RELEASED = "released"
    SENT = "sent"
    DROPPED = "dropped"


# A transfer out. PARKED waits for a right account number; PAID is what the bank's statement says, never we.
TRANSFER = StateTable(
    "transfer",
    start=Status.WAITING,
    final=[Status.FAILED, Status.RETURNED],
    moves=[
        move("park", Status.WAITING, Status.PARKED, SYSTEM),
        move("correct", Status.PARKED, Status.WAITING, DESK),
        move("release", Status.WAITING, Status.RELEASED, DESK),
        move("send", Status.RELEASED, Status.SENT, DESK),
        move("pay", [Status.RELEASED, Status.SENT], Status.PAID, BANK, DESK),
        move("fail", [Status.WAITING, Status.PARKED, Status.RELEASED, Status.SENT], Status.FAILED, DESK, SYSTEM),
        move("give_back", Status.PAID, Status.RETURNED, BANK, DESK),
    ],
)

# What goes to the bank in one file: composed by one person, released by another.
BATCH = StateTable(
    "batch",
    start=BatchStatus.COMPOSED,
    final=[BatchStatus.SENT, BatchStatus.DROPPED],
    moves=[
        move("release", BatchStatus.COMPOSED, BatchStatus.RELEASED, DESK),
        move("drop", BatchStatus.COMPOSED, BatchStatus.DROPPED, DESK),
        move("send", BatchStatus.RELEASED, BatchStatus.SENT, DESK),
    ],
)
