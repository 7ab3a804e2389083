from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.ordering.actions.count_again import claim_placed
from twiza.ordering.models import CooperativeOrder, OrderLine
from twiza.ordering.states import COOPERATIVE, LINE


@transaction.atomic
def accept_line(*, part: CooperativeOrder, line_id: int, actor: Any, now: datetime) -> None:
    """The cooperative will send this line. Refused once the part is confirmed or over; another's line is not found."""
    claim_placed(part)
    LINE.apply(line_of(part, line_id), "accept", by=COOPERATIVE, actor=actor)


def line_of(part: CooperativeOrder, line_id: int) -> OrderLine:
    line = part.lines.filter(pk=line_id).first()
    if line is None:
        raise NotFound()
    return line
