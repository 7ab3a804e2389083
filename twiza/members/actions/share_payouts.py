from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime


def share_payouts(payout_ids: Iterable[int], *, now: datetime) -> list[int]:
    raise NotImplementedError
