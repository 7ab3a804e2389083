"""What was agreed on really happens. Not an action by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.clocks.api import start_clock
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.payments.api import Payee
from twiza.protection.actions.duties import open_duty, owed_for, reminder
from twiza.protection.actions.end_claim import end_claim
from twiza.protection.actions.order_replacement import order_replacement
from twiza.protection.models import GuaranteeClaim
from twiza.protection.queries.money import delivery_back, goods_back
from twiza.protection.queries.rights import standings_of
from twiza.protection.terms import kinds
from twiza.protection.terms.deadlines import end_of_day, house_days
from twiza.protection.terms.words import Remedy
from twiza.settlement.api import Refund, decide_refund


def carry_out(claim: GuaranteeClaim, *, by: Any, now: datetime) -> None:
    """An agreed claim: money is ordered back at once, goods are promised with a clock, a repair has its day."""
    if claim.settled_by in (Remedy.REFUND, Remedy.REDUCTION):
        refund = _give_back(claim, now)
        end_claim(claim, "remedy", role="system", by=by, now=now, refund=refund)
    elif claim.settled_by == Remedy.REPLACE:
        order_replacement(
            part=claim.part,
            items={claim.line_id: claim.quantity},
            reason=claim.number,
            key=claim.reference,
            promised_on=claim.promised_on,
            by=by,
            now=now,
        )
    else:
        _await_repair(claim, now)


def _give_back(claim: GuaranteeClaim, now: datetime) -> Refund:
    """The price of the pieces with their share of the delivery (the sale is undone: DOC 556), or the reduction."""
    part, delivery = claim.part, 0
    if claim.settled_by == Remedy.REDUCTION:
        items = {claim.line_id: claim.reduction_centimes}
    else:
        standings = standings_of([part.pk])[part.pk]
        left = next(row.left for row in standings if row.line.pk == claim.line_id)
        wanted = {claim.line_id: min(claim.quantity, left)}
        items = goods_back(standings, wanted) if left else {}
        delivery = delivery_back(part, standings, wanted, on=day_of(now)) if left else 0
    refund = decide_refund(
        part_id=part.pk,
        items=items,
        delivery_centimes=delivery,
        reason="defect",
        way=claim.way,
        payee=Payee(claim.payee_name, claim.rib) if claim.rib else None,
        note=claim.number,
        key=claim.reference,
        by=None,
        now=now,
    )
    open_duty(reference=refund.reference, part=part, cause=owed_for(refund), now=now, refund=refund)
    return refund


def _await_repair(claim: GuaranteeClaim, now: datetime) -> None:
    today = day_of(now)
    law = rule("house.repair_days_most", on=today)
    promised = claim.promised_on or house_days("repair_days_most", today)
    start_clock(
        reference=f"{kinds.REPAIR}:{claim.number}",
        kind=kinds.REPAIR,
        subject=kinds.subject(claim.part.number),
        due_at=end_of_day(promised),
        remind_at=[reminder(promised)],
        rule_id=law.id,
        rule_since=law.since,
        now=now,
    )
