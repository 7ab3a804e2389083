"""Refunds and the day they are due by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from twiza.kernel.periods import day_of
from twiza.law.api import legal_interest
from twiza.ordering.api import CooperativeOrder, Order, Page
from twiza.protection.models import RefundDuty
from twiza.protection.queries.views import DutyView
from twiza.protection.terms.words import DutyCause


def refund_duty(refund_id: int, *, now: datetime) -> DutyView | None:
    """By when this refund is owed, and how late it is; None where nobody looked at it yet."""
    return next(iter(duty_views(RefundDuty.objects.filter(refund=refund_id), now)), None)


def duties_of_part(part: CooperativeOrder, *, now: datetime) -> list[DutyView]:
    """What is or was owed back of a part, the newest first; not what she took back."""
    return duty_views(RefundDuty.objects.filter(part=part, dropped_at=None).order_by("-pk"), now)


def duties_of_order(order: Order, *, now: datetime) -> list[DutyView]:
    return duty_views(RefundDuty.objects.filter(part__order=order, dropped_at=None).order_by("-pk"), now)


def duties_by_reference(references: Iterable[str], now: datetime) -> dict[str, DutyView]:
    rows = RefundDuty.objects.filter(reference__in=list(references))
    return {view.reference: view for view in duty_views(rows, now)}


def duties_by_refund(refund_ids: Iterable[int], now: datetime) -> dict[int, DutyView]:
    rows = RefundDuty.objects.filter(refund__in=list(refund_ids))
    return {view.refund_id: view for view in duty_views(rows, now) if view.refund_id}


def overdue_refunds(*, now: datetime, after: int | None = None, page_size: int = 30) -> Page:
    """For the desk: money whose day is over and that no buyer has yet, the newest first."""
    rows = RefundDuty.objects.filter(met_at=None, dropped_at=None, due_on__lt=day_of(now)).order_by("-pk")
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.values_list("pk", flat=True)[: page_size + 1])
    shown = found[:page_size]
    views = duty_views(RefundDuty.objects.filter(pk__in=shown).order_by("-pk"), now)
    return Page(tuple(views), count, shown[-1] if len(found) > page_size else None)


def duty_views(rows: QuerySet[RefundDuty], now: datetime) -> list[DutyView]:
    """One query."""
    return [_view(duty, now) for duty in rows.select_related("part", "refund")]


def _view(duty: RefundDuty, now: datetime) -> DutyView:
    refund = duty.refund
    until = day_of(duty.met_at or now)
    amount = refund.amount_centimes if refund else None
    late = legal_interest(amount or 0, late_after=duty.late_after, until=until)
    return DutyView(
        reference=duty.reference,
        part_number=duty.part.number,
        refund_id=refund.pk if refund else None,
        refund_number=refund.number if refund else "",
        amount=amount,
        cause=duty.cause,
        cause_words=DutyCause(duty.cause).label,
        started_on=duty.started_on,
        due_on=duty.due_on,
        paid_on=day_of(duty.met_at) if duty.met_at else None,
        days_late=late.days,
        overdue=duty.met_at is None and duty.dropped_at is None and until > duty.due_on,
        interest=late.centimes if late.days and amount else None,
        rule_id=duty.rule_id,
        rule_since=duty.rule_since,
    )
