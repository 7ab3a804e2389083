from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import put_back
from twiza.kernel.states import MoveRefused
from twiza.plumbing.api import announce
from twiza.protection.actions.refund_withdrawal import refund_withdrawal
from twiza.protection.facts import WithdrawnGoodsReceived
from twiza.protection.models import Withdrawal
from twiza.protection.states import COOPERATIVE, WITHDRAWAL, WithdrawalStatus
from twiza.protection.terms.refusals import ConditionMissing, TooManyPhotos
from twiza.protection.terms.words import MOST_PHOTOS
from twiza.settlement.api import NotPaidYet


@transaction.atomic
def receive_goods(
    *,
    withdrawal: Withdrawal,
    condition: str = "",
    photos: Sequence[int] = (),
    disputed: bool = False,
    back_on_shelf: bool = False,
    by: Any,
    now: datetime,
) -> None:
    """The goods are back at the cooperative: the refund is ordered at once, unless it was already.

    Used or damaged goods are a note (`disputed`, with `condition` in words and up to six photos) that both read and a
    complaint can take up; it does not stop the refund. `back_on_shelf` counts them in stock again.
    """
    if disputed and not condition.strip():
        raise ConditionMissing()
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos()
    seen = {"condition": condition.strip()[:500], "photos": list(photos), "disputed": disputed, "received_at": now}
    if withdrawal.status == WithdrawalStatus.REFUNDED:
        _note(withdrawal, seen)
    else:
        WITHDRAWAL.apply(withdrawal, "receive", by=COOPERATIVE, actor=by, **seen)
    if back_on_shelf:
        rows = withdrawal.lines.select_related("line")
        quantities = {row.line.variant_id: row.quantity for row in rows}
        put_back(reference=withdrawal.number, quantities=quantities, reason="returned", now=now)
    announce(WithdrawnGoodsReceived(withdrawal_id=withdrawal.pk))
    try:
        refund_withdrawal(withdrawal=withdrawal, now=now)
    except NotPaidYet:
        return  # the cash is being booked; the legal due day finds it


def _note(withdrawal: Withdrawal, seen: dict[str, Any]) -> None:
    """They came after the refund: once."""
    if not Withdrawal.objects.filter(pk=withdrawal.pk, received_at=None).update(**seen):
        raise MoveRefused()
    for name, value in seen.items():
        setattr(withdrawal, name, value)
