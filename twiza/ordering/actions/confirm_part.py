from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.ordering.actions.count_again import claim_placed
from twiza.ordering.actions.decline_part import decline_part
from twiza.ordering.facts import PartConfirmed
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import COOPERATIVE, LINE, PART, LineStatus
from twiza.ordering.terms.refusals import LinesUndecided
from twiza.plumbing.api import announce


@transaction.atomic
def confirm_part(*, part: CooperativeOrder, actor: Any, now: datetime, accept_rest: bool = False) -> None:
    """The cooperative will send the part as its lines were decided; with every line declined it is declined instead.

    `accept_rest` accepts the lines nobody decided on; without it they are refused as LinesUndecided.
    """
    claim_placed(part)
    lines = list(part.lines.all())
    undecided = [line for line in lines if line.status == LineStatus.ORDERED]
    if undecided and not accept_rest:
        raise LinesUndecided()
    for line in undecided:
        LINE.apply(line, "accept", by=COOPERATIVE, actor=actor)
    if all(line.status == LineStatus.DECLINED for line in lines):
        decline_part(part=part, reason=lines[0].reason, actor=actor, now=now)
        return
    PART.apply(part, "confirm", by=COOPERATIVE, actor=actor, confirmed_at=now)
    announce(PartConfirmed(part_id=part.pk))
