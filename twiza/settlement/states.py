from django.db import models

from twiza.kernel.states import StateTable, move

SYSTEM, DESK, COOPERATIVE = "system", "desk", "cooperative"


class Status(models.TextChoices):
    """Where a part's money is."""

    OPEN = "open"  # paid, not received yet: `cooperative:{id}:open`
    HELD = "held"  # received: `cooperative:{id}:held`
    RELEASED = "released"  # the next payout carries it: `cooperative:{id}:payable`
    CLOSED = "closed"  # it all went back before anything was received


class RefundStatus(models.TextChoices):
    DECIDED = "decided"
    PAID = "paid"
    FAILED = "failed"


class RunStatus(models.TextChoices):
    PREPARED = "prepared"
    APPROVED = "approved"
    RELEASED = "released"
    EMPTY = "empty"  # nothing was due to anybody


class PayoutStatus(models.TextChoices):
    PREPARED = "prepared"
    APPROVED = "approved"
    RELEASED = "released"  # booked, and the bank's next
    PAID = "paid"
    FAILED = "failed"  # it never left the bank
    RETURNED = "returned"  # it left and came back
    PARKED = "parked"  # something is wrong with it; the next run takes it up again


MONEY = StateTable(
    "part_money",
    start=Status.OPEN,
    final=[Status.CLOSED],
    moves=[
        move("settle", Status.OPEN, Status.HELD, SYSTEM),
        move("close", Status.OPEN, Status.CLOSED, SYSTEM, law="consumer.unavailable_refund_days"),
        move("release", Status.HELD, Status.RELEASED, SYSTEM, law="house.payout_after_days"),
        move("take_back", Status.RELEASED, Status.HELD, SYSTEM, DESK),
    ],
)

REFUND = StateTable(
    "refund",
    start=RefundStatus.DECIDED,
    final=[],
    moves=[
        move("pay", [RefundStatus.DECIDED, RefundStatus.FAILED], RefundStatus.PAID, SYSTEM),
        move("fail", [RefundStatus.DECIDED, RefundStatus.PAID], RefundStatus.FAILED, SYSTEM),
        move("try_again", RefundStatus.FAILED, RefundStatus.DECIDED, SYSTEM, DESK),
    ],
)

RUN = StateTable(
    "payout_run",
    start=RunStatus.PREPARED,
    final=[RunStatus.RELEASED, RunStatus.EMPTY],
    moves=[
        move("approve", RunStatus.PREPARED, RunStatus.APPROVED, DESK, law="house.payout_days"),
        move("release", RunStatus.APPROVED, RunStatus.RELEASED, DESK),
        move("find_empty", RunStatus.PREPARED, RunStatus.EMPTY, SYSTEM, DESK),
    ],
)

PAYOUT = StateTable(
    "payout",
    start=PayoutStatus.PREPARED,
    final=[PayoutStatus.FAILED, PayoutStatus.RETURNED, PayoutStatus.PARKED],
    moves=[
        move("approve", PayoutStatus.PREPARED, PayoutStatus.APPROVED, DESK),
        move("park", [PayoutStatus.PREPARED, PayoutStatus.APPROVED], PayoutStatus.PARKED, SYSTEM, DESK),
        move("release", PayoutStatus.APPROVED, PayoutStatus.RELEASED, DESK),
        move("pay", PayoutStatus.RELEASED, PayoutStatus.PAID, SYSTEM),
        move("fail", PayoutStatus.RELEASED, PayoutStatus.FAILED, SYSTEM),
        move("return", [PayoutStatus.RELEASED, PayoutStatus.PAID], PayoutStatus.RETURNED, SYSTEM),
    ],
)
