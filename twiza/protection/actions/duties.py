"""Money owed back by a day: opened with its clock, met when the buyer has it. Not actions by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from twiza.clocks.api import start_clock, stop_clock
from twiza.kernel.periods import day_of
from twiza.law.api import Duty, refund_after_withdrawal, refund_of_late, refund_of_unavailable, rule
from twiza.ordering.api import CooperativeOrder
from twiza.protection.models import RefundDuty
from twiza.protection.terms import kinds
from twiza.protection.terms.deadlines import end_of_day, morning_of
from twiza.protection.terms.words import DutyCause
from twiza.settlement.api import Refund, RefundReason, RefundStatus


@dataclass(frozen=True, slots=True)
class Cause:
    """Why money is owed, since when, and by which day."""

    code: str
    started_on: date
    duty: Duty


def owed_for_withdrawal(withdrawn_on: date) -> Cause:
    return Cause(DutyCause.WITHDRAWAL, withdrawn_on, refund_after_withdrawal(withdrawn_on))


def owed_for_lateness(rescinded_on: date) -> Cause:
    return Cause(DutyCause.LATE, rescinded_on, refund_of_late(rescinded_on))


def owed_for(refund: Refund) -> Cause:
    """By the reason of a refund that somebody, or the order itself, decided."""
    day = day_of(refund.decided_at)
    if refund.reason in (RefundReason.DECLINED, RefundReason.DECLINED_LINE):
        paid_on = day_of(refund.settled.paid_at)
        return Cause(DutyCause.UNAVAILABLE, paid_on, refund_of_unavailable(paid_on))
    if refund.reason == RefundReason.WITHDRAWAL:
        return owed_for_withdrawal(day)
    if refund.reason == RefundReason.LATE:
        return owed_for_lateness(day)
    promise = rule("house.other_refund_days", on=day)
    until = day + timedelta(days=promise.value)
    own = Duty(due_on=until, late_after=until, days=promise.value, rule_id=promise.id, rule_since=promise.since)
    return Cause(DutyCause.OTHER, day, own)


def open_duty(
    *, reference: str, part: CooperativeOrder, cause: Cause, now: datetime, refund: Refund | None = None
) -> RefundDuty:
    """The duty and its clock; the one of this reference, or of this refund, where it stands already."""
    known = RefundDuty.objects.filter(reference=reference).first()
    if known is None and refund is not None:
        known = RefundDuty.objects.filter(refund=refund).first()
    if known is not None:
        return known
    duty = RefundDuty(
        reference=reference,
        part=part,
        refund=refund,
        cause=cause.code,
        rule_id=cause.duty.rule_id,
        rule_since=cause.duty.rule_since,
        started_on=cause.started_on,
        due_on=cause.duty.due_on,
        late_after=cause.duty.late_after,
    )
    try:
        with transaction.atomic():
            duty.save(force_insert=True)
    except IntegrityError:
        return RefundDuty.objects.get(reference=reference)
    start_refund_clock(duty, now=now)
    return duty


def start_refund_clock(duty: RefundDuty, *, now: datetime) -> None:
    start_clock(
        reference=clock_of(duty),
        kind=kinds.REFUND,
        subject=kinds.subject(duty.part.number),
        due_at=end_of_day(duty.due_on),
        remind_at=[reminder(duty.due_on)],
        rule_id=duty.rule_id,
        rule_since=duty.rule_since,
        now=now,
    )


def reminder(due_on: date) -> datetime:
    """When whoever owes something is reminded of it."""
    return morning_of(due_on - timedelta(days=rule("house.reminder_days", on=due_on).value))


def clock_of(duty: RefundDuty) -> str:
    return f"{kinds.REFUND}:{duty.reference}" + (f":{duty.times}" if duty.times > 1 else "")


def duty_of_clock(reference: str) -> RefundDuty | None:
    """The duty that this clock is of, if it is its present one."""
    name = reference.removeprefix(f"{kinds.REFUND}:")
    for said in (name, name.rpartition(":")[0]):
        duty = RefundDuty.objects.select_related("part__order", "refund").filter(reference=said).first()
        if duty is not None and clock_of(duty) == reference:
            return duty
    return None


def meet_duty(duty: RefundDuty, *, now: datetime) -> bool:
    """The buyer has her money. False where that was known."""
    if not RefundDuty.objects.filter(pk=duty.pk, met_at=None, dropped_at=None).update(met_at=now):
        return False
    return stop_clock(reference=clock_of(duty), how="met", now=now)


def drop_duty(reference: str, *, now: datetime) -> None:
    """Nothing is owed after all."""
    duty = RefundDuty.objects.filter(reference=reference, met_at=None, dropped_at=None).first()
    if duty and RefundDuty.objects.filter(pk=duty.pk, met_at=None, dropped_at=None).update(dropped_at=now):
        stop_clock(reference=clock_of(duty), how="cancelled", now=now)


def attach(duty: RefundDuty, refund: Refund, *, now: datetime) -> None:
    """The money of this duty is on its way as this refund."""
    RefundDuty.objects.filter(pk=duty.pk).update(refund=refund)
    if refund.status == RefundStatus.PAID:
        meet_duty(duty, now=refund.paid_at or now)
