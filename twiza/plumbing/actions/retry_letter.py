from __future__ import annotations

from typing import Any

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.audit import record
from twiza.plumbing.models import Letter


@transaction.atomic
def retry_letter(*, letter_id: int, actor: Any = None) -> None:
    """Send a letter that was given up once more, with all its tries. MoveRefused where it went or still waits."""
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise NotFound
    stuck = Letter.objects.filter(pk=letter_id, sent_at=None).exclude(given_up_at=None)
    if not stuck.update(given_up_at=None, next_at=None, attempts=0):
        raise MoveRefused()
    record("retry_letter", letter, actor=actor, before={"attempts": letter.attempts, "error": letter.error})
