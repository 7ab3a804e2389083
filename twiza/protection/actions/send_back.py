from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.protection.models import Withdrawal
from twiza.protection.states import BUYER, WITHDRAWAL


@transaction.atomic
def send_back(*, withdrawal: Withdrawal, tracking: str = "", by: Any, now: datetime) -> None:
    """The buyer has sent the goods, or is on her way with them. MoveRefused once they were received or refunded."""
    WITHDRAWAL.apply(withdrawal, "send_back", by=BUYER, actor=by, sent_at=now, tracking=tracking.strip()[:60])
