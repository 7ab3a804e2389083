from django.db import models

from twiza.kernel.states import StateTable, move

COOPERATIVE, CARRIER, BUYER, DESK = "cooperative", "carrier", "buyer", "desk"


class Status(models.TextChoices):
    READY = "ready"
    HANDED_OVER = "handed_over"
    ON_ITS_WAY = "on_its_way"
    AT_POINT = "at_point"
    FAILED_ATTEMPT = "failed_attempt"
    DELIVERED = "delivered"
    REFUSED = "refused"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class CashStatus(models.TextChoices):
    TO_COLLECT = "to_collect"
    COLLECTED = "collected"
    REMITTED = "remitted"
    NOT_DUE = "not_due"


class RemittanceStatus(models.TextChoices):
    READ = "read"
    DIFFERENT = "different"
    BOOKED = "booked"
    DROPPED = "dropped"


_OUT = [Status.HANDED_OVER, Status.ON_ITS_WAY, Status.AT_POINT, Status.FAILED_ATTEMPT]

SHIPMENT = StateTable(
    "shipment",
    start=Status.READY,
    final=[Status.DELIVERED, Status.RETURNED, Status.CANCELLED],
    moves=[
        move("hand_over", Status.READY, Status.HANDED_OVER, COOPERATIVE),
        move("cancel", Status.READY, Status.CANCELLED, COOPERATIVE, DESK, BUYER),
        move("set_out", [Status.HANDED_OVER, Status.FAILED_ATTEMPT], Status.ON_ITS_WAY, CARRIER, COOPERATIVE),
        move("arrive", [Status.HANDED_OVER, Status.ON_ITS_WAY], Status.AT_POINT, CARRIER, COOPERATIVE),
        move("deliver", _OUT, Status.DELIVERED, CARRIER, COOPERATIVE, law="consumer.full_responsibility"),
        move(
            "fail",
            [Status.HANDED_OVER, Status.ON_ITS_WAY],
            Status.FAILED_ATTEMPT,
            CARRIER,
            COOPERATIVE,
            law="house.delivery_attempts",
        ),
        move("refuse", _OUT, Status.REFUSED, CARRIER, COOPERATIVE, BUYER),
        move(
            "bring_back",
            [Status.REFUSED, Status.FAILED_ATTEMPT, Status.AT_POINT],
            Status.RETURNED,
            CARRIER,
            COOPERATIVE,
            law="house.delivery_attempts",
        ),
    ],
)

# What a carrier collected is remitted, to market or cooperative; what the cooperative collected is there already.
CASH = StateTable(
    "cash",
    start=CashStatus.TO_COLLECT,
    final=[CashStatus.REMITTED, CashStatus.NOT_DUE],
    moves=[
        move("collect", CashStatus.TO_COLLECT, CashStatus.COLLECTED, CARRIER, COOPERATIVE),
        move("remit", CashStatus.COLLECTED, CashStatus.REMITTED, COOPERATIVE, DESK),
        move("drop", CashStatus.TO_COLLECT, CashStatus.NOT_DUE, CARRIER, COOPERATIVE, DESK, BUYER),
    ],
)

# A carrier's slip: looked at first, then booked; with differences it stays open until each is ended.
REMITTANCE = StateTable(
    "remittance",
    start=RemittanceStatus.READ,
    final=[RemittanceStatus.BOOKED, RemittanceStatus.DROPPED],
    moves=[
        move("book", RemittanceStatus.READ, RemittanceStatus.BOOKED, DESK),
        move("book_in_part", RemittanceStatus.READ, RemittanceStatus.DIFFERENT, DESK),
        move("settle", RemittanceStatus.DIFFERENT, RemittanceStatus.BOOKED, DESK),
        move("drop", RemittanceStatus.READ, RemittanceStatus.DROPPED, DESK),
    ],
)
