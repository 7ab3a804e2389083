"""What mediation does when something happened; each may run twice."""

from __future__ import annotations

from django.utils import timezone

from twiza.clocks.api import ClockDue, ClockReminder
from twiza.complaints.api import ComplaintClosed
from twiza.mediation import jobs
from twiza.mediation.actions.carry_out import carry_out_agreement
from twiza.mediation.actions.follow import close_with_complaint, due, goods_received, money_received, remind
from twiza.mediation.actions.raise_alerts import raise_alerts
from twiza.mediation.facts import AgreementReached, BatchRecalled, CaseOpened
from twiza.protection.api import ReplacementReceived
from twiza.settlement.api import RefundPaid


def follow_clock(fact: ClockReminder | ClockDue) -> None:
    """Reminders before, and what follows when a time is over."""
    if not fact.kind.startswith("mediation."):
        return
    row_id = int(fact.reference.rpartition(":")[2])
    if isinstance(fact, ClockReminder):
        remind(kind=fact.kind, row_id=row_id, step=fact.step)
    else:
        due(kind=fact.kind, row_id=row_id, now=timezone.now())


def carry_out(fact: AgreementReached) -> None:
    carry_out_agreement(agreement_id=fact.agreement_id, now=timezone.now())


def follow_refund(fact: RefundPaid) -> None:
    money_received(refund_id=fact.refund_id, now=timezone.now())


def follow_replacement(fact: ReplacementReceived) -> None:
    goods_received(replacement_id=fact.replacement_id, now=timezone.now())


def follow_complaint(fact: ComplaintClosed) -> None:
    close_with_complaint(complaint_id=fact.complaint_id, now=timezone.now())


def look_for_more(fact: CaseOpened) -> None:
    raise_alerts(case_id=fact.case_id, now=timezone.now())


def tell_buyers(fact: BatchRecalled) -> None:
    jobs.tell_of_recall.enqueue(key=f"recall:{fact.recall_id}", recall_id=fact.recall_id)
