from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from twiza.freshness.models import LONGEST_TAG, Drop


def drop(tags: Iterable[str], *, now: datetime | None = None) -> None:
    """What is known by these tags changed: pages drawn from it are drawn anew within two seconds, on every machine.

    In the transaction of the change, so that both are seen together or not at all. One statement, and no lock: it
    never makes a buyer wait for another. `now` where the caller has it; else the database's own.
    """
    wanted = sorted(set(tags))
    if any(len(tag) > LONGEST_TAG or not tag for tag in wanted):
        raise ValueError(f"a tag has 1 to {LONGEST_TAG} characters: {wanted}")
    moment = {"dropped_at": now} if now else {}
    if len(wanted) == 1:
        Drop.objects.create(tag=wanted[0], **moment)
    elif wanted:
        Drop.objects.bulk_create((Drop(tag=tag, **moment) for tag in wanted), batch_size=1000)
