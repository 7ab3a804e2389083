"""What can become of money to share, and of a member's statement."""

from django.db import models

from twiza.kernel.states import StateTable, move

SYSTEM, TREASURER, MEMBER = "system", "treasurer", "member"


class DistributionStatus(models.TextChoices):
    PARKED = "parked"
    SHARED = "shared"
    DROPPED = "dropped"


class StatementStatus(models.TextChoices):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CONTESTED = "contested"
    ANSWERED = "answered"


DISTRIBUTION = StateTable(
    "distribution",
    start=DistributionStatus.PARKED,
    final=[DistributionStatus.SHARED, DistributionStatus.DROPPED],
    moves=[
        move("share", DistributionStatus.PARKED, DistributionStatus.SHARED, TREASURER),
        move("drop", DistributionStatus.PARKED, DistributionStatus.DROPPED, SYSTEM),  # its payout came back
    ],
)

_S = StatementStatus
STATEMENT = StateTable(
    "statement",
    start=_S.OPEN,
    final=[],
    moves=[
        move("acknowledge", [_S.OPEN, _S.CONTESTED, _S.ANSWERED], _S.ACKNOWLEDGED, MEMBER),
        move("contest", [_S.OPEN, _S.ACKNOWLEDGED, _S.ANSWERED], _S.CONTESTED, MEMBER, TREASURER),
        move("answer", _S.CONTESTED, _S.ANSWERED, TREASURER),
        move("reopen", [_S.ACKNOWLEDGED, _S.ANSWERED], _S.OPEN, SYSTEM),  # its figures changed since
    ],
)
