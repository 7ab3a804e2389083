from django.db import models

from twiza.kernel.states import StateTable, move

BUYER, COOPERATIVE, SYSTEM, DESK = "buyer", "cooperative", "system", "desk"


class Status(models.TextChoices):
    PLACED = "placed"
    CONFIRMED = "confirmed"
    PREPARED = "prepared"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    REFUSED = "refused"
    RETURNED = "returned"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class LineStatus(models.TextChoices):
    ORDERED = "ordered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


# The life of one cooperative's part of an order.
PART = StateTable(
    "part",
    start=Status.PLACED,
    final=[Status.DELIVERED, Status.RETURNED, Status.DECLINED, Status.CANCELLED],
    moves=[
        move("confirm", Status.PLACED, Status.CONFIRMED, COOPERATIVE, law="house.confirm_hours"),
        move("decline", Status.PLACED, Status.DECLINED, COOPERATIVE, SYSTEM, law="consumer.unavailable_refund_days"),
        move("prepare", Status.CONFIRMED, Status.PREPARED, COOPERATIVE),
        move("hand_over", Status.PREPARED, Status.HANDED_OVER, COOPERATIVE, SYSTEM),
        move("deliver", Status.HANDED_OVER, Status.DELIVERED, SYSTEM, law="consumer.execution_days"),
        move("refuse", Status.HANDED_OVER, Status.REFUSED, SYSTEM),
        move("return", [Status.HANDED_OVER, Status.REFUSED], Status.RETURNED, SYSTEM),
        move(
            "cancel",
            [Status.PLACED, Status.CONFIRMED, Status.PREPARED],
            Status.CANCELLED,
            BUYER,
            DESK,
            law="house.cancel_before_handover",
        ),
    ],
)

LINE = StateTable(
    "line",
    start=LineStatus.ORDERED,
    final=[LineStatus.DECLINED],
    moves=[
        move("accept", LineStatus.ORDERED, LineStatus.ACCEPTED, COOPERATIVE),
        move(
            "decline",
            [LineStatus.ORDERED, LineStatus.ACCEPTED],
            LineStatus.DECLINED,
            COOPERATIVE,
            SYSTEM,
            law="consumer.unavailable_refund_days",
        ),
    ],
)
