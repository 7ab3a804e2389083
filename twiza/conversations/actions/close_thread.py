from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.conversations.models import Thread


@transaction.atomic
def close_thread(*, subject: str, now: datetime) -> bool:
    """Nothing can be added any more; what was said stays to be read. True if it was open (or empty)."""
    thread, _fresh = Thread.objects.get_or_create(subject=subject, defaults={"opened_at": now})
    return Thread.objects.filter(pk=thread.pk, closed_at=None).update(closed_at=now) == 1


@transaction.atomic
def reopen_thread(*, subject: str, now: datetime) -> bool:
    """It goes on. True if it was closed."""
    return Thread.objects.filter(subject=subject, closed_at__isnull=False).update(closed_at=None) == 1
