from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.catalog.actions.shelf import holds_of, shelves_changed, shift
from twiza.catalog.models import Hold


@transaction.atomic
def release_hold(*, reference: str, due_by: datetime | None = None) -> int:
    """Let go of what is held for `reference`; with `due_by`, only what ran out by then. Returns how many holds.

    Repeatable: what was taken or let go already stays as it is.
    """
    due = [
        hold
        for hold in holds_of(reference)
        if hold.status == Hold.Status.HELD and (due_by is None or hold.expires_at <= due_by)
    ]
    Hold.objects.filter(pk__in=[hold.pk for hold in due]).update(status=Hold.Status.RELEASED)
    stocked = [hold for hold in due if hold.from_stock]
    for hold in stocked:
        if not shift(hold.variant_id, held=-hold.quantity):
            raise AssertionError(f"variant {hold.variant_id} holds less than its holds say")
    shelves_changed((), [hold.variant_id for hold in stocked])
    return len(due)
