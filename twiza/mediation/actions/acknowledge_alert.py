from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.mediation.models import Alert, Association
from twiza.people.api import Person


@transaction.atomic
def acknowledge_alert(*, association: Association, alert_id: int, note: str, by: Person, now: datetime) -> None:
    """Somebody of the association has seen it, and says what is done. NotFound for another's; again: nothing."""
    rows = Alert.objects.filter(association=association, pk=alert_id)
    if not rows.exists():
        raise NotFound()
    rows.filter(acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=by, note=note.strip()[:1000])
