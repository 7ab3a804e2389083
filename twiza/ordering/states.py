from django.db import models

from twiza.kernel.states import StateTable, move

CASH = "cash"  # the way of `payments.api.ways` that is not paid beforehand
BUYER, COOPERATIVE, SYSTEM, DESK = "buyer", "cooperative", "system", "desk"


class Status(models.TextChoices):
    UNPAID = "unpaid"
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


# The life of one cooperative's part of an order. Paid in cash at the door it begins as placed.
PART = StateTable(
    "part",
    start=Status.UNPAID,
    final=[Status.DELIVERED, Status.RETURNED, Status.DECLINED, Status.CANCELLED],
    moves=[
        move("pay", Status.UNPAID, Status.PLACED, SYSTEM),
        move("expire", Status.UNPAID, Status.CANCELLED, SYSTEM, law="house.transfer_payment_days"),
        move("confirm", Status.PLACED, Status.CONFIRMED, COOPERATIVE, law="house.confirm_hours"),
        move("decline", Status.PLACED, Status.DECLINED, COOPERATIVE, SYSTEM, law="consumer.unavailable_refund_days"),
        move("prepare", Status.CONFIRMED, Status.PREPARED, COOPERATIVE),
        move("hand_over", Status.PREPARED, Status.HANDED_OVER, COOPERATIVE, SYSTEM),
        move("deliver", Status.HANDED_OVER, Status.DELIVERED, SYSTEM, law="consumer.execution_days"),
        move("refuse", Status.HANDED_OVER, Status.REFUSED, SYSTEM),
        move("return", [Status.HANDED_OVER, Status.REFUSED], Status.RETURNED, SYSTEM),
        move(
            "cancel",
            [Status.UNPAID, Status.PLACED, Status.CONFIRMED, Status.PREPARED],
            Status.CANCELLED,
            BUYER,
            DESK,
            law="house.cancel_before_handover",
        ),
        move(
            "give_up",
            [Status.CONFIRMED, Status.PREPARED, Status.HANDED_OVER, Status.REFUSED],
            Status.CANCELLED,
            BUYER,
            law="consumer.rescission_days",
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
