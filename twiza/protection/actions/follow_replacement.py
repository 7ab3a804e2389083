from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.clocks.api import stop_clock
from twiza.plumbing.api import announce
from twiza.protection.actions.end_claim import end_claim
from twiza.protection.facts import ReplacementReceived, ReplacementSent
from twiza.protection.messages import replacement_sent
from twiza.protection.models import GuaranteeClaim, Replacement
from twiza.protection.states import COOPERATIVE, REPLACEMENT, ClaimStatus
from twiza.protection.terms import kinds


@transaction.atomic
def send_replacement(*, replacement: Replacement, tracking: str = "", by: Any, now: datetime) -> None:
    """The cooperative has sent what it promised; the buyer is told. MoveRefused once it was sent or cancelled."""
    REPLACEMENT.apply(replacement, "send", by=COOPERATIVE, actor=by, sent_at=now, tracking=tracking.strip()[:60])
    replacement_sent(replacement)
    announce(ReplacementSent(replacement_id=replacement.pk))


@transaction.atomic
def receive_replacement(*, replacement: Replacement, role: str, by: Any, now: datetime) -> None:
    """The buyer has it, says she or (by hand, or by the carrier's word) the cooperative: the promise is kept.

    A claim under a guarantee that it was promised for is carried out with it.
    """
    REPLACEMENT.apply(replacement, "receive", by=role, actor=by, received_at=now)
    stop_clock(reference=f"{kinds.REPLACEMENT}:{replacement.number}", how="met", now=now)
    announce(ReplacementReceived(replacement_id=replacement.pk))
    if (claim := _claim(replacement)) is not None:
        end_claim(claim, "remedy", role="system", by=by, now=now)


@transaction.atomic
def cancel_replacement(*, replacement: Replacement, role: str, by: Any, now: datetime) -> None:
    """It will not be sent; whoever promised it settles the matter in another way. MoveRefused once it was sent."""
    REPLACEMENT.apply(replacement, "cancel", by=role, actor=by)
    stop_clock(reference=f"{kinds.REPLACEMENT}:{replacement.number}", how="cancelled", now=now)


def _claim(replacement: Replacement) -> GuaranteeClaim | None:
    word, _colon, number = replacement.key.partition(":")
    if word != "claim":
        return None
    return GuaranteeClaim.objects.filter(number=number, status=ClaimStatus.AGREED).first()
