from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.people.actions.give_consent import write_word
from twiza.people.facts import ConsentWithdrawn
from twiza.people.models import Person
from twiza.people.queries.consents import stands
from twiza.people.terms.purposes import CanNotBeStopped, Proof, purpose
from twiza.plumbing.api import announce


@transaction.atomic
def withdraw_consent(
    *,
    purpose_code: str,
    proof: Proof,
    now: datetime,
    person: Person | None = None,
    contact: str = "",
    by: Person | None = None,
) -> bool:
    """Stop one purpose for a person (on each of her contacts) or a guest's contact; False where it is stopped already.

    It also stops what needs no consent but may be stopped. Refuses UnknownPurpose, CanNotBeStopped, NoContact.
    """
    wanted = purpose(purpose_code)
    if not wanted.stoppable:
        raise CanNotBeStopped()
    if stands(wanted, person=person, contact=contact) is False:
        return False
    rows = write_word(wanted.code, given=False, person=person, contact=contact, proof=proof, by=by, now=now)
    announce(ConsentWithdrawn(consent_id=rows[0].pk))
    return True
