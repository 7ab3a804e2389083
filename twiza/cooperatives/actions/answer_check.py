from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.models import Check, Cooperative
from twiza.cooperatives.queries.papers import checklist_of
from twiza.cooperatives.states import Status
from twiza.cooperatives.terms import UnknownCheck
from twiza.kernel.states import MoveRefused
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def answer_check(*, cooperative: Cooperative, item: str, ok: bool, by: Person, now: datetime, note: str = "") -> None:
    """Write the desk's answer to one point of the checklist; a later answer replaces it.

    Refuses a point that is not on this cooperative's list, and a cooperative that waits for nothing.
    """
    cooperative.lock()
    if cooperative.status != Status.SUBMITTED:
        raise MoveRefused()
    if item not in checklist_of(cooperative):
        raise UnknownCheck()
    Check.objects.update_or_create(
        cooperative=cooperative, item=item, defaults={"ok": ok, "note": note.strip()[:300], "by": by, "at": now}
    )
    record("answer_check", cooperative, actor=by, role="desk", after={"item": item, "ok": ok}, note=note)
