from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import put_back
from twiza.ordering.actions.accept_line import line_of
from twiza.ordering.actions.count_again import claim_placed, count_again
from twiza.ordering.facts import LineDeclined
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import COOPERATIVE, LINE
from twiza.ordering.terms.refusals import UnknownReason
from twiza.ordering.terms.words import DeclineReason
from twiza.plumbing.api import announce


@transaction.atomic
def decline_line(*, part: CooperativeOrder, line_id: int, reason: str, actor: Any, now: datetime) -> None:
    """The cooperative can't send this line: its stock goes back and the part is counted again.

    The buyer is told when the part is confirmed. Refused without one of `DeclineReason`.
    """
    if reason not in DeclineReason.of_cooperative():
        raise UnknownReason()
    claim_placed(part)
    line = line_of(part, line_id)
    LINE.apply(line, "decline", by=COOPERATIVE, actor=actor, reason=reason)
    put_back(reference=part.number, quantities={line.variant_id: line.quantity}, reason="declined", now=now)
    count_again(part=part)
    announce(LineDeclined(line_id=line.pk, reason=reason))
