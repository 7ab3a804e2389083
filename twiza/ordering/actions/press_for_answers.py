from datetime import datetime

from django.db import transaction

from twiza.kernel.states import MoveRefused
from twiza.ordering.actions.decline_part import decline_part
from twiza.ordering.messages import remind_team
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import SYSTEM, Status
from twiza.ordering.terms.words import DeclineReason


def press_for_answers(*, now: datetime) -> tuple[int, int]:
    """Remind each cooperative at half its time to confirm, and decline for it when the time is over.

    Returns how many were reminded and declined. Each part is its own transaction.
    """
    reminded = declined = 0
    for part in CooperativeOrder.objects.filter(status=Status.PLACED).select_related("order").order_by("confirm_by"):
        if part.confirm_by <= now:
            declined += _decline(part, now)
        elif part.reminded_at is None and now >= part.confirm_by - (part.confirm_by - part.order.placed_at) / 2:
            reminded += _remind(part, now)
    return reminded, declined


@transaction.atomic
def _remind(part: CooperativeOrder, now: datetime) -> bool:
    waiting = CooperativeOrder.objects.filter(pk=part.pk, status=Status.PLACED, reminded_at=None)
    if not waiting.update(reminded_at=now):
        return False
    remind_team(part)
    return True


def _decline(part: CooperativeOrder, now: datetime) -> bool:
    try:
        decline_part(part=part, reason=DeclineReason.NO_ANSWER, actor=None, now=now, by=SYSTEM)
    except MoveRefused:  # answered a moment ago
        return False
    return True
