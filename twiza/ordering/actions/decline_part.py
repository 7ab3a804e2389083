from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import put_back
from twiza.ordering.actions.count_again import count_again
from twiza.ordering.facts import PartDeclined
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import COOPERATIVE, LINE, PART, SYSTEM, LineStatus
from twiza.ordering.terms.refusals import UnknownReason
from twiza.ordering.terms.words import DeclineReason
from twiza.plumbing.api import announce


@transaction.atomic
def decline_part(
    *, part: CooperativeOrder, reason: str, actor: Any, now: datetime, note: str = "", by: str = COOPERATIVE
) -> None:
    """The cooperative (or the platform, when it never answered) declines the whole part: the stock goes back.

    Refused without one of `DeclineReason`, and once the part is confirmed.
    """
    if reason not in (DeclineReason.of_cooperative() if by == COOPERATIVE else DeclineReason.values):
        raise UnknownReason()
    PART.apply(part, "decline", by=by, actor=actor, reason=reason, note=note.strip()[:300], ended_at=now)
    lines = [line for line in part.lines.all() if line.status != LineStatus.DECLINED]
    for line in lines:
        LINE.apply(line, "decline", by=SYSTEM if by == SYSTEM else COOPERATIVE, actor=actor, reason=reason)
    if lines:
        quantities = {line.variant_id: line.quantity for line in lines}
        put_back(reference=part.number, quantities=quantities, reason="declined", now=now)
    count_again(part=part)
    announce(PartDeclined(part_id=part.pk, reason=reason))
