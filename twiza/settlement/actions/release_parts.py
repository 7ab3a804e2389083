from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.plumbing.api import announce
from twiza.settlement.actions.claim import claim
from twiza.settlement.facts import PartReleased
from twiza.settlement.models import Hold, SettledPart
from twiza.settlement.states import MONEY, SYSTEM, Status
from twiza.settlement.terms import account


def release_parts(*, now: datetime) -> int:
    """Let go what was held long enough (`house.payout_after_days`) and is in no dispute; returns how many parts.

    Each in a transaction of its own: what breaks off is simply done again.
    """
    disputed = Hold.objects.filter(part=OuterRef("part"), lifted_at=None)
    due = SettledPart.objects.filter(~Exists(disputed), status=Status.HELD, held_until__lte=day_of(now))
    return sum(_release(part_id, now) for part_id in list(due.order_by("pk").values_list("part_id", flat=True)))


@transaction.atomic
def _release(part_id: int, now: datetime) -> bool:
    settled = claim(part_id)
    if settled is None or settled.status != Status.HELD:  # by another worker, meanwhile
        return False
    if Hold.objects.filter(part=part_id, lifted_at=None).exists():
        return False
    net, turn = settled.net_centimes, settled.releases + 1
    post(
        reference=f"part:{settled.part.number}:released" + (f":{turn}" if turn > 1 else ""),
        lines={account(settled.cooperative_id, "held"): net, account(settled.cooperative_id, "payable"): -net},
        day=day_of(now),
        cause=f"settlement.settledpart:{settled.pk}",
        now=now,
    )
    MONEY.apply(settled, "release", by=SYSTEM, released_at=now, releases=turn)
    announce(PartReleased(part_id=part_id))
    return True
