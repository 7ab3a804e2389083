from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.freshness.api import drop
from twiza.mediation.models import Association
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def close_association(*, association: Association, reopen: bool = False, by: Person, now: datetime) -> None:
    """It takes no new cases here; those it has go on. `reopen` lets it take cases again."""
    association.closed_at = None if reopen else association.closed_at or now
    association.save(update_fields=["closed_at"])
    drop(["associations"])
    record("reopen" if reopen else "close", association, actor=by, role="desk")
