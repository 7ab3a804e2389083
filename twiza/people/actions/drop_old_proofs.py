from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from twiza.people.models import Consent


@transaction.atomic
def drop_old_proofs(*, before: datetime, dry_run: bool = False) -> int:
    """Delete consents that were taken back before a moment: the no stays, what it ended goes. Gives how many."""
    ended = Consent.objects.filter(
        purpose=OuterRef("purpose"),
        contact_hash=OuterRef("contact_hash"),
        given=False,
        at__lt=before,
        pk__gt=OuterRef("pk"),
    )
    rows = Consent.objects.filter(Exists(ended), given=True)
    return rows.count() if dry_run else rows.delete()[0]
