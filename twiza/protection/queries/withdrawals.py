"""Withdrawals as pages show them: three queries a list, however long."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from twiza.ordering.api import CooperativeOrder, Order, Page
from twiza.protection.models import Withdrawal
from twiza.protection.queries.duties import duties_by_reference
from twiza.protection.queries.views import DutyView, ItemView, WithdrawalView
from twiza.protection.states import BUYER, COOPERATIVE, WITHDRAWAL, WithdrawalStatus
from twiza.protection.terms.words import WITHDRAWAL_WORDS, ReturnedBy
from twiza.settlement.api import Way

OPEN = [WithdrawalStatus.ASKED, WithdrawalStatus.ON_ITS_WAY, WithdrawalStatus.RECEIVED]


def withdrawal_view(withdrawal: Withdrawal, *, now: datetime) -> WithdrawalView:
    return _views(Withdrawal.objects.filter(pk=withdrawal.pk), now)[0]


def withdrawals_of_part(part: CooperativeOrder, *, now: datetime) -> list[WithdrawalView]:
    """The newest first."""
    return _views(Withdrawal.objects.filter(part=part), now)


def withdrawals_of_order(order: Order, *, now: datetime) -> list[WithdrawalView]:
    return _views(Withdrawal.objects.filter(part__order=order), now)


def withdrawals_of_cooperative(
    cooperative_id: int, *, group: str = "", now: datetime, after: int | None = None, page_size: int = 30
) -> Page:
    """`group` is open, done, or "" for all; the newest first."""
    rows = Withdrawal.objects.filter(cooperative=cooperative_id)
    if group == "open":
        rows = rows.filter(status__in=OPEN)
    elif group == "done":
        rows = rows.exclude(status__in=OPEN)
    return paged(rows, lambda found: _views(found, now), after, page_size)


def paged(rows: QuerySet[Any], views: Any, after: int | None, page_size: int) -> Page:
    """A keyset page by id, the newest first."""
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk").values_list("pk", flat=True)[: page_size + 1])
    shown = found[:page_size]
    model = rows.model
    items = tuple(views(model.objects.filter(pk__in=shown))) if shown else ()
    return Page(items, count, shown[-1] if len(found) > page_size else None)


def _views(rows: QuerySet[Withdrawal], now: datetime) -> list[WithdrawalView]:
    found = rows.order_by("-pk").select_related("part__order", "cooperative").prefetch_related("lines__line")
    withdrawals = list(found)
    duties = duties_by_reference([row.reference for row in withdrawals], now) if withdrawals else {}
    return [_view(row, duties.get(row.reference)) for row in withdrawals]


def _view(row: Withdrawal, duty: DutyView | None) -> WithdrawalView:
    order = row.part.order
    late = row.status == WithdrawalStatus.REFUNDED and row.received_at is None
    return WithdrawalView(
        withdrawal_id=row.pk,
        number=row.number,
        reference=row.reference,
        part_id=row.part_id,
        part_number=row.part.number,
        order_number=order.number,
        cooperative_id=row.cooperative_id,
        cooperative_names=row.cooperative.names,
        buyer_name=order.name,
        buyer_phone=order.phone,
        status=row.status,
        status_words=WITHDRAWAL_WORDS[row.status],
        whole=row.whole,
        items=tuple(ItemView(i.line_id, i.line.names, i.quantity, i.centimes) for i in row.lines.all()),
        goods=row.goods_centimes,
        delivery=row.delivery_centimes,
        total=row.total_centimes,
        asked_at=row.asked_at,
        until=row.until,
        rule_id=row.rule_id,
        rule_since=row.rule_since,
        refund_due_on=row.refund_due_on,
        returned_by=row.returned_by,
        returned_by_words=ReturnedBy(row.returned_by).label,
        way=row.way,
        way_words=Way(row.way).label,
        payee_name=row.payee_name,
        note=row.note,
        tracking=row.tracking,
        sent_at=row.sent_at,
        received_at=row.received_at,
        condition=row.condition,
        photos=tuple(row.photos),
        disputed=row.disputed,
        ended_at=row.ended_at,
        duty=duty,
        has_receipt=row.receipt_id is not None,
        buyer_verbs=tuple(WITHDRAWAL.open_to(row.status, BUYER)),
        cooperative_verbs=("receive",)
        if late
        else tuple(verb for verb in WITHDRAWAL.open_to(row.status, COOPERATIVE) if verb == "receive"),
    )
