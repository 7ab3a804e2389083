from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.mediation import messages
from twiza.mediation.actions.end_case import end_case
from twiza.mediation.facts import ConsentWithdrawnFromCase
from twiza.mediation.models import Case, Consent
from twiza.mediation.states import BUYER, CaseStatus
from twiza.mediation.terms.words import ConsentKind, Outcome
from twiza.plumbing.api import announce, record


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Any, now: datetime) -> None:
    """From this moment the association can't open the file; its case closes, what was proposed is taken back.

    The complaint stays open: it is hers, and another association may be asked. Again: nothing.
    """
    standing = Consent.objects.filter(complaint=consent.complaint_id, association=consent.association_id)
    if consent.kind != ConsentKind.FILE:
        standing = standing.filter(pk=consent.pk)
    if not standing.filter(withdrawn_at=None).update(withdrawn_at=now):
        return
    record("withdraw_consent", consent, actor=by, role="buyer", after={"kind": consent.kind})
    if consent.kind == ConsentKind.FILE:
        for case in Case.objects.filter(consent=consent).exclude(status=CaseStatus.CLOSED):
            seal(case, role=BUYER, by=by, now=now)


def seal(case: Case, *, role: str, by: Any, now: datetime) -> None:
    """The consumer ended it."""
    end_case(case, "seal", outcome=Outcome.WITHDRAWN, role=role, by=by, now=now)
    messages.consent_withdrawn(case)
    announce(ConsentWithdrawnFromCase(case_id=case.pk))
