from __future__ import annotations

from typing import Any

from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.audit import record
from twiza.plumbing.models import Delivery


@transaction.atomic
def retry_delivery(*, delivery_id: int, actor: Any = None) -> None:
    """Bring a fact to a reaction that was given up once more. MoveRefused where it arrived or still waits."""
    delivery = Delivery.objects.filter(pk=delivery_id).first()
    if delivery is None:
        raise NotFound
    stuck = Delivery.objects.filter(pk=delivery_id, done_at=None).exclude(given_up_at=None)
    if not stuck.update(given_up_at=None, next_at=None, attempts=0):
        raise MoveRefused()
    record("retry_delivery", delivery, actor=actor, before={"attempts": delivery.attempts, "error": delivery.error})
