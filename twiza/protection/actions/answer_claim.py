from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from twiza.clocks.api import start_clock
from twiza.kernel.periods import day_of
from twiza.kernel.say import dirhams
from twiza.law.api import rule
from twiza.plumbing.api import announce
from twiza.protection.actions.carry_out import carry_out
from twiza.protection.actions.end_claim import stop_claim_clocks
from twiza.protection.facts import GuaranteeAnswered
from twiza.protection.models import GuaranteeClaim
from twiza.protection.queries.rights import standings_of
from twiza.protection.states import COOPERATIVE, GUARANTEE
from twiza.protection.terms import kinds
from twiza.protection.terms.deadlines import end_of_day, house_days
from twiza.protection.terms.refusals import DayMissing, ReasonMissing, ReductionTooBig, UnknownAnswer, UnknownRemedy
from twiza.protection.terms.words import Remedy

DATED = (Remedy.REPAIR, Remedy.REPLACE)


@transaction.atomic
def answer_claim(
    *,
    claim: GuaranteeClaim,
    answer: str,
    remedy: str = "",
    text: str = "",
    promised_on: date | None = None,
    reduction_centimes: int = 0,
    by: Any,
    now: datetime,
) -> None:
    """The cooperative's word: `accept` what she wants, `offer` another remedy, or `deny` with its reason in `text`.

    A repair or replacement says by which day (`house.repair_days_most` at the latest), a reduction how much. What is
    accepted is carried out at once. A denied claim keeps its money held for `house.claim_appeal_days`. Refuses an
    unknown answer or remedy, no reason, no day, and a reduction of nothing or more than was paid.
    """
    agreed = claim.remedy if answer == "accept" else remedy
    said: dict[str, Any] = {"answered_at": now, "answer": text.strip()[:1000]}
    if answer == "deny":
        if not text.strip():
            raise ReasonMissing()
        GUARANTEE.apply(claim, "deny", by=COOPERATIVE, actor=by, **said)
    elif answer in ("accept", "offer"):
        if agreed not in Remedy.values or (answer == "offer" and agreed == claim.remedy != Remedy.REDUCTION):
            raise UnknownRemedy()
        said |= {"settled_by": agreed} | _terms(claim, agreed, promised_on, reduction_centimes, now)
        GUARANTEE.apply(claim, answer, by=COOPERATIVE, actor=by, **said)
    else:
        raise UnknownAnswer()
    stop_claim_clocks(claim, "met", now=now)
    if answer == "deny":
        await_appeal(claim, now)
    announce(GuaranteeAnswered(claim_id=claim.pk))
    if answer == "accept":
        carry_out(claim, by=by, now=now)


def _terms(
    claim: GuaranteeClaim, agreed: str, promised_on: date | None, reduction_centimes: int, now: datetime
) -> dict[str, Any]:
    """By which day, and how much less, as the remedy needs."""
    today = day_of(now)
    if agreed in DATED:
        last = house_days("repair_days_most", today)
        if promised_on is None or not today <= promised_on <= last:
            raise DayMissing(days=rule("house.repair_days_most", on=today).value)
        return {"promised_on": promised_on, "reduction_centimes": 0}
    if agreed == Remedy.REDUCTION:
        standing = next(row for row in standings_of([claim.part_id])[claim.part_id] if row.line.pk == claim.line_id)
        if not 0 < reduction_centimes <= standing.rest:
            raise ReductionTooBig(rest=dirhams(standing.rest))
        return {"promised_on": None, "reduction_centimes": reduction_centimes}
    return {"promised_on": None, "reduction_centimes": 0}


def await_appeal(claim: GuaranteeClaim, now: datetime) -> None:
    """So long the money stays held after no agreement was found; a complaint then keeps it by itself."""
    today = day_of(now)
    promise = rule("house.claim_appeal_days", on=today)
    start_clock(
        reference=f"{kinds.APPEAL}:{claim.number}",
        kind=kinds.APPEAL,
        subject=kinds.subject(claim.part.number),
        due_at=end_of_day(house_days("claim_appeal_days", today)),
        rule_id=promise.id,
        rule_since=promise.since,
        now=now,
    )
