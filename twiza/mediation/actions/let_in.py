from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.complaints.api import Complaint
from twiza.kernel.refusals import NotFound
from twiza.mediation.access import open_association
from twiza.mediation.actions.give_consent import give_consent
from twiza.mediation.actions.revoke_mandate import revoke_mandate
from twiza.mediation.actions.withdraw_consent import withdraw_consent
from twiza.mediation.models import Case, Consent
from twiza.mediation.terms.refusals import ChooseAssociation, ConsentMissing


@transaction.atomic
def let_in(*, complaint: Complaint, slug: str, agreed: bool, by: Any, now: datetime) -> Consent:
    """`give_consent` as the consumer's form says it. Refuses an association that takes no cases, and an empty box."""
    try:
        association = open_association(slug)
    except NotFound:
        raise ChooseAssociation() from None
    if not agreed:
        raise ConsentMissing()
    return give_consent(complaint=complaint, association=association, by=by, now=now)


@transaction.atomic
def end_access(*, case: Case, by: Any, now: datetime) -> None:
    """The consumer ends what a case stands on: her consent, or the mandate that she gave. Again: nothing."""
    if case.consent is not None:
        withdraw_consent(consent=case.consent, by=by, now=now)
    elif case.mandate is not None:
        revoke_mandate(mandate=case.mandate, by=by, now=now)


@transaction.atomic
def let_it_go_to(*, case: Case, kind: str, by: Any, now: datetime) -> None:
    """The file of her case may go to the court or the authority. NotFound for a case about a seller elsewhere."""
    if case.complaint is None:
        raise NotFound()
    give_consent(complaint=case.complaint, association=case.association, kind=kind, by=by, now=now)
