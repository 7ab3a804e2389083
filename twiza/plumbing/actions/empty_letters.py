from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.plumbing.models import Letter


@transaction.atomic
def empty_letters(*, before: datetime, dry_run: bool = False) -> int:
    """Take contact and text out of letters that ended before a moment; references and moments stay.

    Those that wait or were given up stay whole. Gives how many; `dry_run` writes nothing.
    """
    rows = Letter.objects.filter(created_at__lt=before).exclude(to="")
    rows = rows.exclude(sent_at=None, withheld_at=None)
    if dry_run:
        return rows.count()
    return rows.update(to="", subject="", text="", html="", attachments=[], error="")
