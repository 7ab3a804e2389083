"""What was asked or promised for pieces that the buyer gives back ends. Not an action by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from twiza.ordering.api import CooperativeOrder
from twiza.protection.actions.follow_replacement import cancel_replacement
from twiza.protection.actions.settle_claim import drop_claim
from twiza.protection.models import GuaranteeClaim, ReplacementItem
from twiza.protection.states import GUARANTEE, SYSTEM, ReplacementStatus


def let_go(part: CooperativeOrder, left: Mapping[int, int], *, by: Any, now: datetime) -> None:
    """`left`: line → pieces that stay with her. A claim, or goods promised and not sent, of more pieces ends."""
    claims = GuaranteeClaim.objects.filter(part=part).exclude(status__in=GUARANTEE.final)
    for claim in claims.select_related("part__order"):
        if claim.quantity > left.get(claim.line_id, 0):
            drop_claim(claim=claim, by=by, now=now)
    items = ReplacementItem.objects.filter(replacement__part=part, replacement__status=ReplacementStatus.PROMISED)
    over = {
        item.replacement for item in items.select_related("replacement") if item.quantity > left.get(item.line_id, 0)
    }
    for replacement in over:
        cancel_replacement(replacement=replacement, role=SYSTEM, by=by, now=now)
