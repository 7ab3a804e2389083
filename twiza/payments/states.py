from django.db import models

from twiza.kernel.states import StateTable, move

BUYER, DESK, SYSTEM = "buyer", "desk", "system"


class Status(models.TextChoices):
    """Of a payment that somebody asked for."""

    OPEN = "open"
    SETTLED = "settled"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class ReceiptStatus(models.TextChoices):
    """Of money that really came."""

    COME = "come"
    APPLIED = "applied"
    PARKED = "parked"
    PLACED = "placed"
    GIVEN_BACK = "given_back"


class RepaymentStatus(models.TextChoices):
    """Of money that goes back to a buyer."""

    DUE = "due"
    UNDER_WAY = "under_way"
    PAID = "paid"
    FAILED = "failed"


# The status alone decides whether a payment can still settle, not the clock: until `expire` has taken it, it can.
PAYMENT = StateTable(
    "payment",
    start=Status.OPEN,
    final=[Status.SETTLED, Status.EXPIRED, Status.CANCELLED],
    moves=[
        move("settle", Status.OPEN, Status.SETTLED, SYSTEM, DESK),
        move("expire", Status.OPEN, Status.EXPIRED, SYSTEM),
        move("cancel", Status.OPEN, Status.CANCELLED, BUYER, DESK, SYSTEM),
    ],
)

RECEIPT = StateTable(
    "receipt",
    start=ReceiptStatus.COME,
    final=[ReceiptStatus.APPLIED, ReceiptStatus.PLACED, ReceiptStatus.GIVEN_BACK],
    moves=[
        move("apply", ReceiptStatus.COME, ReceiptStatus.APPLIED, SYSTEM, DESK),
        move("park", ReceiptStatus.COME, ReceiptStatus.PARKED, SYSTEM, DESK),
        move("place", ReceiptStatus.PARKED, ReceiptStatus.PLACED, DESK),
        move("give_back", ReceiptStatus.PARKED, ReceiptStatus.GIVEN_BACK, DESK),
    ],
)

REPAYMENT = StateTable(
    "repayment",
    start=RepaymentStatus.DUE,
    final=[],
    moves=[
        move("send", RepaymentStatus.DUE, RepaymentStatus.UNDER_WAY, SYSTEM, DESK),
        move("pay", [RepaymentStatus.DUE, RepaymentStatus.UNDER_WAY], RepaymentStatus.PAID, SYSTEM, DESK),
        move("fail", [RepaymentStatus.DUE, RepaymentStatus.UNDER_WAY], RepaymentStatus.FAILED, SYSTEM, DESK),
        move("come_back", RepaymentStatus.PAID, RepaymentStatus.FAILED, SYSTEM),
        move("try_again", RepaymentStatus.FAILED, RepaymentStatus.DUE, DESK),
    ],
)
