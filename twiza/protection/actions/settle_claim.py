from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.states import MoveRefused
from twiza.plumbing.api import announce
from twiza.protection.actions.answer_claim import await_appeal
from twiza.protection.actions.carry_out import carry_out
from twiza.protection.actions.end_claim import end_claim
from twiza.protection.actions.follow_replacement import cancel_replacement
from twiza.protection.facts import GuaranteeSilent
from twiza.protection.messages import claim_silent
from twiza.protection.models import GuaranteeClaim
from twiza.protection.queries.replacements import replacement_by_key
from twiza.protection.states import BUYER, COOPERATIVE, GUARANTEE, SYSTEM, ClaimStatus, ReplacementStatus
from twiza.protection.terms.words import Remedy


@transaction.atomic
def answer_offer(*, claim: GuaranteeClaim, take: bool, by: Any, now: datetime) -> None:
    """The buyer takes what the cooperative offers instead, and it is carried out; or turns it down."""
    if take:
        GUARANTEE.apply(claim, "take", by=BUYER, actor=by)
        carry_out(claim, by=by, now=now)
        return
    GUARANTEE.apply(claim, "turn_down", by=BUYER, actor=by)
    await_appeal(claim, now)


@transaction.atomic
def take_refund(*, claim: GuaranteeClaim, by: Any, now: datetime) -> None:
    """After the cooperative's silence the buyer takes her money back (`house.claim_silence_refund`)."""
    GUARANTEE.apply(claim, "take_refund", by=BUYER, actor=by, settled_by=Remedy.REFUND)
    carry_out(claim, by=by, now=now)


@transaction.atomic
def remedy_claim(*, claim: GuaranteeClaim, by: Any, now: datetime) -> None:
    """The cooperative has repaired it. What was promised in goods or money carries itself out: MoveRefused."""
    if claim.settled_by != Remedy.REPAIR:
        raise MoveRefused()
    end_claim(claim, "remedy", role=COOPERATIVE, by=by, now=now)


@transaction.atomic
def drop_claim(*, claim: GuaranteeClaim, by: Any, now: datetime) -> None:
    """The buyer lets it be; what was promised and not sent yet is not sent."""
    end_claim(claim, "drop", role=BUYER, by=by, now=now)
    promised = replacement_by_key(claim.reference)
    if promised is not None and promised.status == ReplacementStatus.PROMISED:
        cancel_replacement(replacement=promised, role=SYSTEM, by=by, now=now)


@transaction.atomic
def fall_silent(*, claim: GuaranteeClaim, now: datetime) -> bool:
    """The cooperative's days to answer are over: the buyer is told that she may take her money back. Once."""
    if claim.status != ClaimStatus.ASKED:
        return False
    GUARANTEE.apply(claim, "fall_silent", by=SYSTEM)
    claim_silent(claim)
    announce(GuaranteeSilent(claim_id=claim.pk))
    return True
