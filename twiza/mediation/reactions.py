"""What mediation does when something happened; each may run twice."""

from __future__ import annotations

from django.utils import timezone

from twiza.clocks.api import ClockDue, ClockReminder
from twiza.complaints.api import ComplaintClosed
from twiza.conversations.api import MessageSent
from twiza.mediation.actions.carry_out import carry_out_agreement
from twiza.mediation.actions.follow import close_with_complaint, due, goods_received, money_received, remind
from twiza.mediation.actions.raise_alerts import raise_alerts
from twiza.mediation.actions.tell_message import tell_message
from twiza.mediation.facts import AgreementReached, CaseOpened
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


def follow_message(fact: MessageSent) -> None:
    """Whoever of a case has not read a message is told that one waits."""
    if fact.subject.startswith("case:"):
        tell_message(message_id=fact.message_id, number=fact.subject.removeprefix("case:"), now=timezone.now())
