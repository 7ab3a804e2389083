from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.conversations.api import claim_notice
from twiza.mediation import messages
from twiza.mediation.models import Case
from twiza.mediation.states import CaseStatus

SIDES = ("buyer", "cooperative", "adviser")


@transaction.atomic
def tell_message(*, message_id: int, number: str, now: datetime) -> None:
    """Write to each side of a case that has not read a message; once, and seldom (`conversations.claim_notice`)."""
    related = ("association", "part__order", "mandate")
    case = Case.objects.select_related(*related).filter(number=number).first()
    if case is None or case.status == CaseStatus.CLOSED:
        return
    for side in SIDES:
        if notice := claim_notice(message_id=message_id, to_role=side, now=now):
            messages.message_waits(case, side, notice.reference)
