"""Lists of orders and parts: a keyset page each, with a number of queries that does not grow with the rows."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from twiza.geography.api import commune_cards
from twiza.kernel.numbers import normalise_number
from twiza.kernel.periods import day_of
from twiza.ordering.models import CooperativeOrder, Order
from twiza.ordering.queries.orders import OVER
from twiza.ordering.queries.views import Names, OrderCard, Page, PartCard, PartOfCard, TodayCounts
from twiza.ordering.states import LineStatus, Status
from twiza.ordering.terms.words import STATUS_WORDS
from twiza.people.api import NotAPhone, normalise_phone

GROUPS = {
    "to_confirm": [Status.PLACED],
    "to_prepare": [Status.CONFIRMED],
    "to_hand_over": [Status.PREPARED],
    "on_the_way": [Status.HANDED_OVER, Status.REFUSED],
    "done": [Status.DELIVERED, Status.RETURNED, Status.DECLINED, Status.CANCELLED],
}


def parts_of_cooperative(
    cooperative_id: int, *, group: str | None = None, now: datetime, after: int | None = None, page_size: int = 30
) -> Page:
    """PartCards of a cooperative, the newest first. `group` is a key of GROUPS, or "late": past the day promised to the
    buyer; an unknown one is empty."""
    parts = CooperativeOrder.objects.filter(cooperative_id=cooperative_id)
    if group == "late":
        parts = parts.filter(_past_its_day(now))
    elif group is not None:
        parts = parts.filter(status__in=GROUPS.get(group, []))
    count = parts.count()
    rows, following = _cut(parts.select_related("order").prefetch_related("lines"), after, page_size)
    communes = commune_cards({row.order.commune_id for row in rows})
    cards = tuple(_part_card(row, communes[row.order.commune_id].names, now) for row in rows)
    return Page(cards, count, following)


def _part_card(row: CooperativeOrder, commune_names: Names, now: datetime) -> PartCard:
    lines = [line for line in row.lines.all() if line.status != LineStatus.DECLINED] or list(row.lines.all())
    return PartCard(
        part_id=row.pk,
        number=row.number,
        order_number=row.order.number,
        status=row.status,
        status_words=STATUS_WORDS[row.status],
        buyer_name=row.order.name,
        commune_names=commune_names,
        lines=len(lines),
        pieces=sum(line.quantity for line in lines),
        total_centimes=row.total_centimes,
        placed_at=row.order.placed_at,
        confirm_by=row.confirm_by,
        promised_on=row.promised_on,
        late=is_late(row, now),
        first_names=lines[0].names if lines else {},
        method=row.quote.get("method", ""),
        payment=row.payment,
    )


def is_late(row: CooperativeOrder, now: datetime) -> bool:
    """Past the hour to confirm, or past the day promised to the buyer."""
    if row.status == Status.PLACED:
        return row.confirm_by < now
    return row.status in (Status.CONFIRMED, Status.PREPARED, Status.HANDED_OVER) and row.promised_on < day_of(now)


def _past_its_day(now: datetime) -> Q:
    return Q(status__in=[Status.CONFIRMED, Status.PREPARED, Status.HANDED_OVER], promised_on__lt=day_of(now))


def today_of_cooperative(cooperative_id: int, *, now: datetime) -> TodayCounts:
    """What waits for it, in one query."""
    figures = CooperativeOrder.objects.filter(cooperative_id=cooperative_id).aggregate(
        to_confirm=Count("pk", filter=Q(status=Status.PLACED)),
        to_prepare=Count("pk", filter=Q(status=Status.CONFIRMED)),
        to_hand_over=Count("pk", filter=Q(status=Status.PREPARED)),
        on_the_way=Count("pk", filter=Q(status__in=GROUPS["on_the_way"])),
        late=Count("pk", filter=Q(status=Status.PLACED, confirm_by__lt=now) | _past_its_day(now)),
        overdue=Count("pk", filter=_past_its_day(now)),
    )
    return TodayCounts(**figures)


def orders_of(person: Any, *, after: int | None = None, page_size: int = 20) -> Page:
    """OrderCards of a buyer, the newest first."""
    return _orders(Order.objects.filter(person_id=person.pk), after, page_size)


def orders_for_desk(*, text: str = "", status: str = "", after: int | None = None, page_size: int = 50) -> Page:
    """OrderCards of everybody, the newest first. `text`: an order's or part's number, a phone or an e-mail address."""
    orders = Order.objects.all()
    if status:
        orders = orders.filter(parts__status=status).distinct()
    if text := text.strip():
        number = normalise_number(text) or ""
        wanted = Q(number=number) | Q(parts__number=number) | Q(email__iexact=text)
        with contextlib.suppress(NotAPhone):
            wanted |= Q(phone=normalise_phone(text))
        orders = orders.filter(wanted).distinct()
    return _orders(orders, after, page_size)


def _orders(orders: QuerySet[Order], after: int | None, page_size: int) -> Page:
    count = orders.count()
    rows, following = _cut(orders.prefetch_related("parts__lines"), after, page_size)
    communes = commune_cards({row.commune_id for row in rows})
    return Page(tuple(_order_card(row, communes[row.commune_id].names) for row in rows), count, following)


def _order_card(row: Order, commune_names: Names) -> OrderCard:
    parts = list(row.parts.all())
    due = [part for part in parts if part.status not in OVER]
    kept = [line for part in parts for line in part.lines.all() if line.status != LineStatus.DECLINED]
    return OrderCard(
        order_id=row.pk,
        number=row.number,
        placed_at=row.placed_at,
        name=row.name,
        phone=row.phone,
        commune_names=commune_names,
        total_centimes=sum(part.total_centimes for part in due),
        pieces=sum(line.quantity for line in kept),
        parts=tuple(
            PartOfCard(
                number=part.number,
                status=part.status,
                status_words=STATUS_WORDS[part.status],
                cooperative_names=part.seller["names"],
                total_centimes=part.total_centimes,
            )
            for part in parts
        ),
        is_sample=row.is_sample,
    )


def _cut(rows: QuerySet[Any], after: int | None, page_size: int) -> tuple[list[Any], int | None]:
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: page_size + 1])
    return found[:page_size], found[page_size - 1].pk if len(found) > page_size else None
