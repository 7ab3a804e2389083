from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.mediation.actions.withdraw_consent import seal
from twiza.mediation.models import Case, Mandate
from twiza.mediation.states import BUYER, CaseStatus
from twiza.plumbing.api import record


@transaction.atomic
def revoke_mandate(*, mandate: Mandate, by: Any, now: datetime) -> None:
    """Whoever gave it ends it, on her order's page or by telling the association. Its cases close. Again: nothing."""
    if not Mandate.objects.filter(pk=mandate.pk, revoked_at=None).update(revoked_at=now):
        return
    record("revoke", mandate, actor=by)
    for case in Case.objects.filter(mandate=mandate).exclude(status=CaseStatus.CLOSED):
        seal(case, role=BUYER, by=by, now=now)
