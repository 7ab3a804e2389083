"""The refund of an answer. Not an action by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from twiza.complaints.models import Answer, Complaint
from twiza.complaints.queries.money import money_of
from twiza.complaints.terms.refusals import AmountMissing
from twiza.complaints.terms.tree import problems
from twiza.kernel.say import dirhams
from twiza.kernel.text import pick
from twiza.payments.api import Payee
from twiza.settlement.api import NotPaidYet, TooMuch, TooMuchDelivery, UnknownLine, decide_refund

CASH = "cash"


def check_amounts(complaint: Complaint, items: Mapping[int, int] | None, delivery: int) -> tuple[dict[int, int], int]:
    """What will be given back: `items` as wanted, or None for all that is left of what it is about.

    Refuses before anything was paid, a line of another part, more than is left, and nothing at all.
    """
    money = money_of(complaint)
    if money.paid_at is None:
        raise NotPaidYet()
    lines = {line.line_id: line for line in money.lines}
    if items is None:
        about = set(complaint.lines.values_list("line_id", flat=True)) or set(lines)
        items = {line_id: lines[line_id].rest for line_id in about if line_id in lines}
        delivery = delivery or (money.delivery_rest if complaint.whole else 0)
    wanted = {line_id: centimes for line_id, centimes in items.items() if centimes}
    if not set(wanted) <= set(lines):
        raise UnknownLine()
    for line_id, centimes in wanted.items():
        if not 0 < centimes <= lines[line_id].rest:
            raise TooMuch(rest=dirhams(lines[line_id].rest), name=pick(lines[line_id].names, "ar"))
    if not 0 <= delivery <= money.delivery_rest:
        raise TooMuchDelivery(rest=dirhams(money.delivery_rest))
    if not wanted and not delivery:
        raise AmountMissing()
    return wanted, delivery


def give_back(complaint: Complaint, answer: Answer, *, way: str, payee: Payee | None, by: Any, now: datetime) -> bool:
    """Decide the refund, or say False: what was paid in cash waits for an account."""
    if not way:
        way = "transfer" if payee else "as_paid"
    if way == "as_paid" and money_of(complaint).way == CASH:
        return False
    answer.refund = decide_refund(
        part_id=complaint.part_id,
        items={int(line): centimes for line, centimes in answer.items.items()},
        delivery_centimes=answer.delivery_centimes,
        reason=problems().problem(complaint.problem).refund,
        way=way,
        borne_by=answer.borne_by,
        payee=payee,
        note=complaint.number,
        key=f"complaint-answer:{answer.pk}",
        by=by,
        now=now,
    )
    answer.done_at = now
    answer.save(update_fields=["refund", "done_at"])
    return True
