from django.db import models

from twiza.kernel.states import StateTable, move

BUYER, COOPERATIVE, SYSTEM, DESK = "buyer", "cooperative", "system", "desk"


class WithdrawalStatus(models.TextChoices):
    ASKED = "asked"
    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    REFUNDED = "refunded"
    TAKEN_BACK = "taken_back"


class ClaimStatus(models.TextChoices):
    ASKED = "asked"
    OFFERED = "offered"  # the cooperative offers another remedy
    DENIED = "denied"  # it says no, or the buyer turned its offer down
    SILENT = "silent"  # it did not answer in time: a refund is hers to take
    AGREED = "agreed"
    REMEDIED = "remedied"
    DROPPED = "dropped"


class ReplacementStatus(models.TextChoices):
    PROMISED = "promised"
    SENT = "sent"
    RECEIVED = "received"
    CANCELLED = "cancelled"


_ON = [WithdrawalStatus.ASKED, WithdrawalStatus.ON_ITS_WAY]

# The right is used by asking; nobody can refuse it. What the goods look like changes nothing about the refund.
WITHDRAWAL = StateTable(
    "withdrawal",
    start=WithdrawalStatus.ASKED,
    final=[WithdrawalStatus.REFUNDED, WithdrawalStatus.TAKEN_BACK],
    moves=[
        move("send_back", WithdrawalStatus.ASKED, WithdrawalStatus.ON_ITS_WAY, BUYER),
        move("receive", _ON, WithdrawalStatus.RECEIVED, COOPERATIVE),
        move(
            "refund",
            [*_ON, WithdrawalStatus.RECEIVED],
            WithdrawalStatus.REFUNDED,
            SYSTEM,
            COOPERATIVE,
            DESK,
            law="consumer.refund_days",
        ),
        move("take_back", WithdrawalStatus.ASKED, WithdrawalStatus.TAKEN_BACK, BUYER),
    ],
)

_WAITING = [ClaimStatus.ASKED, ClaimStatus.SILENT, ClaimStatus.DENIED]

GUARANTEE = StateTable(
    "guarantee",
    start=ClaimStatus.ASKED,
    final=[ClaimStatus.REMEDIED, ClaimStatus.DROPPED],
    moves=[
        move("accept", _WAITING, ClaimStatus.AGREED, COOPERATIVE, law="consumer.defect_remedy"),
        move("offer", _WAITING, ClaimStatus.OFFERED, COOPERATIVE),
        move("deny", [ClaimStatus.ASKED, ClaimStatus.SILENT], ClaimStatus.DENIED, COOPERATIVE),
        move("take", ClaimStatus.OFFERED, ClaimStatus.AGREED, BUYER),
        move("turn_down", ClaimStatus.OFFERED, ClaimStatus.DENIED, BUYER),
        move("fall_silent", ClaimStatus.ASKED, ClaimStatus.SILENT, SYSTEM, law="house.claim_answer_days"),
        move("take_refund", ClaimStatus.SILENT, ClaimStatus.AGREED, BUYER, law="house.claim_silence_refund"),
        move("remedy", ClaimStatus.AGREED, ClaimStatus.REMEDIED, COOPERATIVE, SYSTEM),
        move("drop", [*_WAITING, ClaimStatus.OFFERED, ClaimStatus.AGREED], ClaimStatus.DROPPED, BUYER),
    ],
)

REPLACEMENT = StateTable(
    "replacement",
    start=ReplacementStatus.PROMISED,
    final=[ReplacementStatus.RECEIVED, ReplacementStatus.CANCELLED],
    moves=[
        move("send", ReplacementStatus.PROMISED, ReplacementStatus.SENT, COOPERATIVE),
        move(
            "receive",
            [ReplacementStatus.PROMISED, ReplacementStatus.SENT],
            ReplacementStatus.RECEIVED,
            BUYER,
            COOPERATIVE,
            SYSTEM,
        ),
        move("cancel", ReplacementStatus.PROMISED, ReplacementStatus.CANCELLED, COOPERATIVE, SYSTEM, DESK),
    ],
)
