from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.plumbing.api import announce
from twiza.privacy.actions.open_request import end
from twiza.privacy.facts import PersonForgotten
from twiza.privacy.models import DataRequest
from twiza.privacy.queries.sources import steps
from twiza.privacy.states import SYSTEM, Status
from twiza.privacy.terms.words import Whom


def finish_erasure(*, request_id: int, now: datetime) -> bool:
    """Go through what is left of an erasure, each context in a transaction of its own; True once it is done.

    A crash leaves the steps that were done marked, and the next call goes on: each step may run twice. At the end no
    contact is left in the request itself.
    """
    row = DataRequest.objects.select_related("person").get(pk=request_id)
    if row.status != Status.UNDER_WAY:
        return row.status == Status.DONE
    whom = Whom.from_dict(row.whom)
    for name, forget in steps():
        if name in row.steps:
            continue
        with transaction.atomic():
            forget(whom, row.person, now)
            row.steps = [*row.steps, name]
            row.save(update_fields=["steps"])
    with transaction.atomic():
        rows = DataRequest.objects.filter(person_id=row.person_id) if row.person_id else DataRequest.objects.none()
        rows = rows | DataRequest.objects.filter(contact__in=list(whom.contacts))
        for other in rows.exclude(pk=row.pk).filter(status=Status.ASKED):
            end(other, "take_back", by=SYSTEM, now=now)
        rows.exclude(pk=row.pk).update(contact="", text="", answer="")
        DataRequest.objects.filter(pk=row.pk).update(contact="", text="", whom={}, steps=[])
        end(row, "do", by=SYSTEM, now=now)
        if row.person_id:
            announce(PersonForgotten(person_id=row.person_id))
    return True


def finish_all(*, now: datetime) -> int:
    """Erasures that were begun and not finished: gives how many are done now."""
    waiting = DataRequest.objects.filter(status=Status.UNDER_WAY).order_by("pk").values_list("pk", flat=True)
    return sum(finish_erasure(request_id=pk, now=now) for pk in list(waiting))
