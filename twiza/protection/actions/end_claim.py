"""A claim ends, or its clocks do. Not actions by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.clocks.api import stop_clock
from twiza.plumbing.api import announce
from twiza.protection.facts import GuaranteeRemedied
from twiza.protection.models import GuaranteeClaim
from twiza.protection.states import GUARANTEE
from twiza.protection.terms import kinds
from twiza.settlement.api import lift_hold


def end_claim(claim: GuaranteeClaim, verb: str, *, role: str, by: Any, now: datetime, **columns: Any) -> None:
    """`remedy` or `drop`: its money is free again, and nothing of it is awaited any more."""
    GUARANTEE.apply(claim, verb, by=role, actor=by, ended_at=now, **columns)
    how = "met" if verb == "remedy" else "cancelled"
    stop_claim_clocks(claim, "met" if how == "met" else "cancelled", now=now)
    lift_hold(reference=claim.reference, now=now, by=None)
    if verb == "remedy":
        announce(GuaranteeRemedied(claim_id=claim.pk))


def stop_claim_clocks(claim: GuaranteeClaim, how: Any, *, now: datetime) -> None:
    for kind in (kinds.CLAIM, kinds.APPEAL, kinds.REPAIR):
        stop_clock(reference=f"{kind}:{claim.number}", how=how, now=now)
