from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.actions.fields import NoClash
from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeSubmitted
from twiza.cooperatives.models import Cooperative
from twiza.cooperatives.queries.papers import missing_for_submission
from twiza.cooperatives.states import COOPERATIVE, MANAGER
from twiza.kernel.periods import day_of
from twiza.people.api import Person


@transaction.atomic
def submit_cooperative(*, cooperative: Cooperative, by: Person, now: datetime) -> None:
    """Send the papers to the desk, for the first time or again after a refusal.

    Refuses the first thing `missing_for_submission` names, and an ICE or a registration in use by another.
    """
    cooperative.lock()
    for missing in missing_for_submission(cooperative, on=day_of(now)):
        raise missing.refusal
    with NoClash(cooperative):
        COOPERATIVE.apply(
            cooperative, "submit", by=MANAGER, actor=by, submitted_at=now, refusal_reason="", refusal_note=""
        )
    tell(CooperativeSubmitted(cooperative_id=cooperative.pk))
